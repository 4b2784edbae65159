import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { GOOD_FILES, kycScreen } from '../../support/kyc-screen.ts';
import { type PostgresServer, skipWithoutPostgres, startPostgresServer } from '../../support/postgres-server.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { ticketIn, wordsOf } from '../../support/trader-browser.ts';

describe('row 43: documents while PostgreSQL is gone', { skip: skipWithoutPostgres() }, () => {
  let postgres: PostgresServer;
  let bridge: TestBridge;
  before(async () => {
    postgres = await startPostgresServer();
    bridge = await startTestBridge({ databaseUrl: await postgres.createDatabase() });
  });
  after(async () => {
    await bridge?.close();
    await postgres?.close();
  });

  test('row 43: the form comes back to be sent again, and works when the store does', async () => {
    const screen = kycScreen(bridge.url);
    const ticket = await screen.ticket();
    await postgres.stop();
    const refused = await screen.post(ticket, GOOD_FILES);
    await postgres.restart();
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.match(wordsOf(refused), /temporarily unavailable/);
    assert.equal((await screen.post(ticketIn(refused), GOOD_FILES)).status, 303);
    const [found] = await bridge.app.kyc.list(bridge.app.brokers.get('tradingtech_main'), { limit: 2 });
    assert.equal(found?.submission, 1);
  });
});
