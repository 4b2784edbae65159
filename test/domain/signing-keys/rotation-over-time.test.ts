import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { idsOf, type KeysProcess, signerOf, startKeysProcess } from './keys-process.ts';

const STEP_MS = 300_000;
const TOKEN_LIFE_MS = 86_400_000;
const DAY_STEPS = TOKEN_LIFE_MS / STEP_MS;
const LEAD_STEPS = 3;

type Work = (process: KeysProcess) => Promise<unknown>;

/** Step by step through days; at each step a token is signed, and every one that still lives is verified. */
async function liveThrough(process: KeysProcess, days: number, events: ReadonlyMap<number, Work>) {
  const signedBy: string[] = [];
  const publishedFrom = new Map<string, number>();
  for (let step = 0; step < days * DAY_STEPS; step += 1) {
    await events.get(step)?.(process);
    const opened = await process.open();
    const published = new Set(idsOf(opened));
    for (const id of published) if (!publishedFrom.has(id)) publishedFrom.set(id, step);
    signedBy.push(signerOf(opened));
    const living = signedBy.slice(Math.max(0, step - DAY_STEPS + 1));
    assert.ok(
      living.every((id) => published.has(id)),
      `at step ${step} a token lives whose key is not published`,
    );
    process.clock.advance(STEP_MS);
  }
  return { signedBy, publishedFrom };
}

describe('signing keys over days', () => {
  const folder = makeTempFolder();
  let process: KeysProcess;
  before(async () => {
    process = await startKeysProcess({ dataDir: folder.path });
  });
  after(async () => {
    await process.close();
    folder.remove();
  });
  const rotate =
    (leadSeconds?: number): Work =>
    ({ keys, broker }) =>
      keys.rotate(broker(), leadSeconds);

  test('row 37: rotated at any time, each token can be verified to its end, and no key signs before it was published for the lead', async () => {
    const events = new Map([1, 2, 40, 41, 300, 301, 302, 310, 600, 1000].map((step) => [step, rotate()]));
    const { signedBy, publishedFrom } = await liveThrough(process, 5, events);
    assert.equal(new Set(signedBy).size, 7);
    for (const id of new Set(signedBy.slice(1))) {
      const early = signedBy.indexOf(id) - (publishedFrom.get(id) ?? 0);
      assert.ok(signedBy[0] === id || early >= LEAD_STEPS, `${id} was published ${early} steps before`);
    }
  });

  test('row 37: whatever the leads, also shorter ones while a key waits, each token can be verified to its end', async () => {
    const leads = [900, 0, 86_400, 600, 0, 0, 3_600, 1_800, 300, 172_800, 7_200, 0];
    const events = new Map(leads.map((lead, index) => [5 + index * 37 + (index % 3), rotate(lead)]));
    await liveThrough(process, 5, events);
    const states = Object.values(await process.states());
    assert.equal(states.filter((state) => state === 'signing').length, 1);
  });

  test('one that waits is revoked, time and again: what the others signed can be verified to its end', async () => {
    const revokeWaiting: Work = async ({ keys, broker }) => {
      for (const { id, state } of await keys.list(broker())) if (state === 'waiting') await keys.revoke(broker(), id);
    };
    const events = new Map<number, Work>();
    for (const step of [3, 50, 300]) {
      events.set(step, rotate());
      for (const later of [1, 2]) events.set(step + later, revokeWaiting);
    }
    await liveThrough(process, 3, events);
  });
});
