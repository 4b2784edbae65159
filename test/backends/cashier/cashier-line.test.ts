import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type CashierLine, createCashierLine } from '../../../src/backends/cashier/cashier-line.ts';
import { isSignedRequest } from '../../../src/lib/request-signature.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('the line to a cashier’s server', () => {
  const clock = createFakeClock();
  let server: Server;
  let url: string;
  let answer: { status: number; body: string } = { status: 200, body: '{}' };
  let seen: { body: string; headers: NodeJS.Dict<string | string[]>; path: string } | undefined;
  let open: CashierLine;
  let guarded: CashierLine;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      seen = { body: Buffer.concat(chunks).toString(), headers: request.headers, path: request.url ?? '' };
      response.writeHead(answer.status, { location: `${url}/elsewhere` }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/payouts?x=1`;
    open = createCashierLine({ clock, publicOnly: false });
    guarded = createCashierLine({ clock, publicOnly: true });
  });
  after(async () => {
    await Promise.all([open.close(), guarded.close()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('a message arrives signed, and its answer comes back', async () => {
    answer = { status: 200, body: '{"outcome":"paid"}' };
    assert.deepEqual(await open.send(url, 'secret', { type: 'payout' }), { outcome: 'paid' });
    const signed = {
      timestamp: String(seen?.headers['x-cashier-timestamp']),
      ...{ method: 'POST', path: '/payouts?x=1', body: '{"type":"payout"}' },
    };
    assert.deepEqual([seen?.body, seen?.path], [signed.body, signed.path]);
    const times = { nowMs: clock.nowMs(), windowSeconds: 1 };
    assert.ok(isSignedRequest('secret', signed, String(seen?.headers['x-cashier-signature']), times));
    assert.equal(JSON.stringify(seen).includes('"secret"'), false);
  });

  for (const [what, given] of [
    ['an error', { status: 500, body: '{}' }],
    ['a refusal', { status: 400, body: '{"outcome":"refused"}' }],
    ['a redirect', { status: 302, body: '' }],
    ['nothing', { status: 200, body: '' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['far too much', { status: 200, body: `{"outcome":"${'a'.repeat(100_000)}"}` }],
  ] as const) {
    test(`${what} is no answer`, async () => {
      answer = given;
      await assert.rejects(open.send(url, 'secret', {}));
    });
  }

  test('row 47: in production mode it goes to public https addresses alone, whatever their spelling', async () => {
    answer = { status: 200, body: '{}' };
    seen = undefined;
    const { port } = new URL(url);
    for (const address of [
      url,
      ...[`https://127.0.0.1:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`],
      ...[`https://localhost:${port}/`, `https://2130706433:${port}/`, `https://0x7f.1:${port}/`],
      'https://169.254.169.254/latest/meta-data/',
    ]) {
      await assert.rejects(guarded.send(address, 'secret', {}), /not public/, address);
    }
    assert.equal(seen, undefined);
  });
});
