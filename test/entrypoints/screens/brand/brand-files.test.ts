import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Branding } from '../../../../src/domain/brokers/broker.ts';
import { dataAddress, samplePng } from '../../../support/sample-images.ts';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { send, traderBrowser } from '../../../support/trader-browser.ts';
import { brandAddressesIn } from './brand-addresses.ts';

const BROKER = 'tradingtech_main';
const PREFIX = `/b/${BROKER}/brand`;
const FOR_GOOD = 'public, max-age=31536000, immutable';

describe('the files of a white label', () => {
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
    await setBranding({ logoDark: dataAddress('png', samplePng(120, 32)) });
  });
  after(() => bridge.close());

  const at = (path: string, headers = {}, method = 'GET') => send(bridge.url + path, { headers, method });
  const addresses = async (brokerName = BROKER) =>
    brandAddressesIn(await traderBrowser(bridge.url, { brokerName }).open());

  async function setBranding(change: Partial<Branding>): Promise<void> {
    const { branding } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { branding: { ...branding, ...change } });
  }

  async function bytesOf(path: string, encoding: string): Promise<Buffer> {
    const response = await fetch(bridge.url + path, { headers: { 'Accept-Encoding': encoding } });
    return Buffer.from(await response.arrayBuffer());
  }

  test('style sheet, logos and icon of a page carry their version, may be kept for good, and are what they say', async () => {
    const found = await addresses();
    assert.deepEqual(
      found.map((address) => /brand\/([^?]+)\?v=[\w-]{16}$/.exec(address)?.[1]),
      ['screens.css', 'favicon', 'logo-dark', 'logo-light'],
    );
    const answers = await Promise.all(found.map((address) => at(address)));
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers['content-type']]),
      [
        [200, 'text/css; charset=utf-8'],
        [200, 'image/svg+xml'],
        [200, 'image/png'],
        [200, 'image/svg+xml'],
      ],
    );
    for (const { headers } of answers) {
      assert.equal(headers['cache-control'], FOR_GOOD);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['set-cookie'], undefined);
    }
  });

  test('row 32: an image that is opened by itself can run, load and lead to nothing', async () => {
    for (const name of ['logo-light', 'logo-dark', 'favicon']) {
      const { headers } = await at(`${PREFIX}/${name}`);
      const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
      assert.equal(headers['content-security-policy'], policy);
    }
  });

  test('row 35: files of a white label may be framed by nobody', async () => {
    for (const address of await addresses()) {
      const { headers } = await at(address);
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    }
  });

  test('a version that is not the present one gets the present file, and nobody keeps it', async () => {
    const [sheet = ''] = await addresses();
    const present = await at(sheet);
    for (const query of ['', '?v=', '?v=AAAAAAAAAAAAAAAA', '?v=a&v=b', '?v[]=a']) {
      const answer = await at(`${PREFIX}/screens.css${query}`);
      assert.deepEqual([answer.status, answer.headers['cache-control']], [200, 'no-store'], query);
      assert.equal(answer.text, present.text);
    }
  });

  test('the sheet and drawings come compressed to who understands it, and are the same', async () => {
    for (const name of ['screens.css', 'logo-light']) {
      const path = `${PREFIX}/${name}`;
      const plain = await at(path);
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.equal(plain.headers.vary, 'Accept-Encoding');
      for (const [accepted, expected] of [
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip'],
        ['br;q=0, gzip', 'gzip'],
        ['identity', undefined],
        ['zstd', undefined],
      ] as const) {
        const answer = await at(path, { 'Accept-Encoding': accepted });
        assert.equal(answer.headers['content-encoding'], expected, accepted);
      }
      assert.equal((await bytesOf(path, 'br')).toString(), plain.text);
      assert.equal((await bytesOf(path, 'gzip')).toString(), plain.text);
    }
    const png = await at(`${PREFIX}/logo-dark`, { 'Accept-Encoding': 'br, gzip' });
    assert.equal(png.headers['content-encoding'], undefined);
    assert.equal(png.headers['content-length'], String(samplePng(120, 32).length));
  });

  test('HEAD gets the headers and nothing else', async () => {
    const [address = ''] = await addresses();
    const head = await at(address, {}, 'HEAD');
    assert.deepEqual([head.status, head.text, head.headers['cache-control']], [200, '', FOR_GOOD]);
    assert.equal((await at(address, {}, 'POST')).status, 405);
  });

  test('what a white label does not have is not found, and neither is a file of nobody', async () => {
    await setBranding({ logoDark: null });
    assert.equal((await at(`${PREFIX}/logo-dark`)).status, 404);
    assert.equal((await at(`${PREFIX}/logo`)).status, 404);
    assert.equal((await at('/b/nobody/brand/screens.css')).status, 401);
    assert.equal((await at('/brand/screens.css')).status, 400);
    assert.equal((await at(`/b/${BROKER}/brand/screens.css?brokerName=financialhouse_main`)).status, 403);
    await setBranding({ logoDark: dataAddress('png', samplePng(120, 32)) });
  });

  test('a white label that is switched off keeps its looks, for the page that says so', async () => {
    await bridge.app.brokers.update(BROKER, { enabled: false });
    const found = await addresses();
    assert.equal(found.length, 4);
    for (const address of found) assert.equal((await at(address)).status, 200);
    await bridge.app.brokers.update(BROKER, { enabled: true });
  });

  test('at a host of its own the addresses are those of that host', async () => {
    await bridge.app.brokers.update(BROKER, { hosts: ['sso.tradingtech.example'] });
    const headers = { Host: 'sso.tradingtech.example' };
    const found = brandAddressesIn(await at('/auth/login', headers));
    assert.equal(found.length, 4);
    for (const address of found) assert.equal((await at(address, headers)).status, 200);
    await bridge.app.brokers.update(BROKER, { hosts: [] });
  });

  test('two white labels have files of their own', async () => {
    const [main, europe] = [await addresses(), await addresses('tradingtech_wl_europe')];
    assert.equal(main.filter((address) => europe.includes(address)).length, 0);
    const sheets = await Promise.all([at(main[0] ?? ''), at(europe[0] ?? '')]);
    assert.notEqual(sheets[0].text, sheets[1].text);
  });
});
