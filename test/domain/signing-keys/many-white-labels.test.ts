import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleBroker } from '../../contracts/sample-records.ts';
import { cpuMsOf } from '../../support/cpu-time.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { type KeysProcess, MAIN, signerOf, startKeysProcess } from './keys-process.ts';

const WHITE_LABELS = 200;

test('row 30: 200 white labels have a key each, which another process opens too', async (t) => {
  const folder = makeTempFolder();
  t.after(() => folder.remove());
  const process = await startKeysProcess({ dataDir: folder.path });
  t.after(() => process.close());
  const names = Array.from({ length: WHITE_LABELS }, (_, index) => `wl_${index}`);
  for (const name of names) await process.storage.brokers.addBroker(sampleBroker(name, { whiteLabelOf: MAIN }));
  await process.brokers.refresh();
  const another = await startKeysProcess({ dataDir: folder.path });
  t.after(() => another.close());

  const signers = new Set<string>();
  const eachMsOf = async ({ open }: KeysProcess) => {
    const allMs = await cpuMsOf(async () => {
      for (const name of names) signers.add(signerOf(await open(name)));
    });
    return allMs / WHITE_LABELS;
  };
  const madeMs = await eachMsOf(process);
  const openedMs = await eachMsOf(another);
  t.diagnostic(`made in ${madeMs.toFixed(2)} ms, opened in ${openedMs.toFixed(2)} ms`);
  assert.equal(signers.size, WHITE_LABELS);
});
