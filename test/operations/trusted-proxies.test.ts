import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, describe, test } from 'node:test';
import { type Answer, post } from '../support/platform-caller.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';

const BROKER = 'tradingtech_main';
const BROKER_HOST = 'sso.tradingtech.example';
/** How many wrong passwords one address may send in a minute. */
const WRONG_PASSWORDS_ALLOWED = 20;

const hasIPv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);
const skipWithoutIPv6 = hasIPv6 ? false : 'this machine has no IPv6';

interface Listener {
  readonly url: string;
  readonly bridge: TestBridge;
}

const closings: (() => Promise<void>)[] = [];
after(() => Promise.all(closings.map((close) => close())));

/** The bridge, listening at an address of this test's choice. */
async function listen(trustedProxies: string, host = '127.0.0.1'): Promise<Listener> {
  const bridge = await startTestBridge({
    environment: { TRUSTED_PROXIES: trustedProxies },
    seed: (file) => ({
      ...file,
      brokers: file.brokers.map((one) => (one.brokerName === BROKER ? { ...one, hosts: [BROKER_HOST] } : one)),
    }),
  });
  const server = createServer(await bridge.app.createHandler({ isStopping: () => false })).listen(0, host);
  await once(server, 'listening');
  closings.push(async () => {
    server.closeAllConnections();
    server.close();
    await bridge.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host === '::1' ? '[::1]' : '127.0.0.1'}:${port}`, bridge };
}

/** Sends a wrong password for call 4.1, which is counted against the address that the bridge believes. */
function guess({ url }: Listener, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return post(`${url}/b/${BROKER}/oauth2/crmApiToken`, { body: { password: 'wrong-password' }, headers });
}

/** @returns The address that the bridge takes a caller with this header for. */
async function believedAddress(listener: Listener, forwardedFor: string): Promise<unknown> {
  const { headers } = await guess(listener, { 'X-Forwarded-For': forwardedFor });
  const requestId = headers.get('x-request-id');
  const lines = listener.bridge.logLines.map((line) => JSON.parse(line));
  return lines.find((line) => line.msg === 'request' && line.requestId === requestId)?.address;
}

/** @returns Whether the forwarded host named the broker. */
async function believesHost({ url }: Listener, forwardedHost: string): Promise<boolean> {
  const headers = { 'X-Forwarded-Host': forwardedHost, 'X-Forwarded-Proto': 'https' };
  const { body } = await post(`${url}/oauth2/authorize`, { headers });
  assert(body.code === 'CH_CLIENT_AUTH_FAILURE' || body.code === 'BROKER_ID_MISSING', String(body.code));
  return body.code === 'CH_CLIENT_AUTH_FAILURE';
}

describe('row 39: without trusted proxies', () => {
  test('what X-Forwarded headers say is not believed', async () => {
    const listener = await listen('');
    assert.equal(await believedAddress(listener, '203.0.113.7'), '127.0.0.1');
    assert.equal(await believesHost(listener, BROKER_HOST), false);
  });

  test('nobody escapes a limit by making addresses up', async () => {
    const listener = await listen('');
    const statuses: number[] = [];
    for (let call = 0; call <= WRONG_PASSWORDS_ALLOWED; call += 1) {
      statuses.push((await guess(listener, { 'X-Forwarded-For': `203.0.113.${call}` })).status);
    }
    assert.equal(statuses[0], 403);
    assert.equal(statuses.at(-1), 429);
  });
});

describe('row 39: behind a trusted proxy', () => {
  for (const [name, trusted] of [
    ['named by its address', '127.0.0.1'],
    ['in a network', '10.0.0.0/8, 127.0.0.0/8'],
    ['in the loopback network', 'loopback'],
  ] as const) {
    test(`${name}, address and host are those that it forwards`, async () => {
      const listener = await listen(trusted);
      assert.equal(await believedAddress(listener, '203.0.113.7'), '203.0.113.7');
      assert.equal(await believedAddress(listener, '2001:db8::7'), '2001:db8::7');
      assert.equal(await believesHost(listener, BROKER_HOST), true);
      assert.equal(await believesHost(listener, `${BROKER_HOST.toUpperCase()}:443`), true);
      assert.equal(await believesHost(listener, 'other.example'), false);
    });
  }

  test('what the caller put in front of the proxy’s own entry is not believed', async () => {
    const listener = await listen('loopback');
    assert.equal(await believedAddress(listener, '198.51.100.1, 127.0.0.1, 203.0.113.7'), '203.0.113.7');
  });

  test('a chain of trusted proxies is followed to the first stranger', async () => {
    const listener = await listen('loopback,10.0.0.0/8');
    assert.equal(await believedAddress(listener, '198.51.100.1, 203.0.113.7, 10.1.2.3'), '203.0.113.7');
  });

  test('limits count by the forwarded address, for IPv6 by its /64', async () => {
    const listener = await listen('loopback');
    const guessFrom = async (address: string) => (await guess(listener, { 'X-Forwarded-For': address })).status;
    for (let call = 0; call < WRONG_PASSWORDS_ALLOWED; call += 1) {
      assert.equal(await guessFrom(`2001:db8:0:1:${call}::1`), 403);
    }
    assert.equal(await guessFrom('2001:db8:0:1:ffff::1'), 429);
    assert.equal(await guessFrom('2001:db8:0:2::1'), 403);
    assert.equal(await guessFrom('203.0.113.7'), 403);
  });
});

describe('row 39: a proxy that is not trusted', () => {
  test('is taken for the caller itself', async () => {
    const listener = await listen('10.0.0.0/8,2001:db8::/32');
    assert.equal(await believedAddress(listener, '203.0.113.7'), '127.0.0.1');
    assert.equal(await believesHost(listener, BROKER_HOST), false);
  });
});

describe('row 39: over IPv6', { skip: skipWithoutIPv6 }, () => {
  test('a proxy is trusted by its IPv6 address, and by none other', async () => {
    assert.equal(await believedAddress(await listen('::1', '::1'), '203.0.113.7'), '203.0.113.7');
    assert.equal(await believedAddress(await listen('127.0.0.1', '::1'), '203.0.113.7'), '::1');
  });

  test('an IPv4 proxy on a server that listens to both is trusted by its IPv4 address', async () => {
    const listener = await listen('127.0.0.1', '::');
    assert.equal(await believedAddress(listener, '203.0.113.7'), '203.0.113.7');
    assert.equal(await believesHost(listener, BROKER_HOST), true);
  });
});
