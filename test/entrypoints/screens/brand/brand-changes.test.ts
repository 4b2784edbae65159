import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Branding } from '../../../../src/domain/brokers/broker.ts';
import { ENGINES } from '../../../support/engines.ts';
import { dataAddress, sampleSvg } from '../../../support/sample-images.ts';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { send, traderBrowser } from '../../../support/trader-browser.ts';
import { brandAddressesIn } from './brand-addresses.ts';

const BROKER = 'tradingtech_main';
/** Half a second, with room for a busy machine. */
const SEEN_WITHIN_MS = 10_000;

for (const engine of ENGINES) {
  describe(`changes of a brand on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    const pageOf = (bridge: TestBridge) => traderBrowser(bridge.url).open();
    const sheetOf = async (bridge: TestBridge) => brandAddressesIn(await pageOf(bridge))[0] ?? '';

    async function change(branding: Partial<Branding>): Promise<void> {
      const broker = here.app.brokers.get(BROKER);
      await here.app.brokers.update(BROKER, { branding: { ...broker.branding, ...branding } });
    }

    /** The other process sees a change by itself, in real time. */
    async function seenThere(isSeen: () => Promise<boolean>): Promise<void> {
      const deadline = performance.now() + SEEN_WITHIN_MS;
      while (performance.now() < deadline) {
        if (await isSeen()) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      assert.fail('the other process did not see it');
    }

    test('row 31: colours, logo and texts show on the next page load, and within a second in another process', async () => {
      const old = { here: await sheetOf(here), there: await sheetOf(there) };
      assert.equal(old.here, old.there);
      const logoLight = dataAddress('svg+xml', sampleSvg('<circle r="4"/>', 'viewBox="0 0 77 11"'));
      await change({ accentLight: '#a00000', logoLight, legalEntity: 'Renamed Ltd' });
      const page = await pageOf(here);
      assert.match(page.text, /width="77" height="11"/);
      assert.match(page.text, /Renamed Ltd/);
      const sheet = await sheetOf(here);
      assert.notEqual(sheet, old.here);
      assert.match((await send(here.url + sheet)).text, /--accent: var\(--light, #a00000\)/);
      await seenThere(async () => (await sheetOf(there)) === sheet);
      assert.match((await pageOf(there)).text, /Renamed Ltd/);
      assert.match((await send(there.url + sheet)).text, /#a00000/);
    });

    test('row 31: a sheet that this process does not have yet is served as it stands, and not kept', async () => {
      const before = await sheetOf(there);
      const { text } = await send(there.url + before);
      await change({ accentLight: '#006000' });
      const next = await sheetOf(here);
      const early = await send(there.url + next);
      const isOld = early.text === text;
      assert.equal(early.headers['cache-control'], isOld ? 'no-store' : 'public, max-age=31536000, immutable');
      await seenThere(async () => (await send(there.url + next)).text.includes('#006000'));
      assert.match(String((await send(there.url + next)).headers['cache-control']), /immutable/);
      assert.equal((await send(there.url + before)).headers['cache-control'], 'no-store');
    });

    test('row 31: a brand that is refused changes nothing', async () => {
      const before = (await pageOf(here)).text.replaceAll(/value="[^"]*"/g, '');
      await assert.rejects(change({ legalEntity: 'New Ltd', accentLight: 'red;}' }), { field: 'branding.accentLight' });
      assert.equal((await pageOf(here)).text.replaceAll(/value="[^"]*"/g, ''), before);
    });
  });
}
