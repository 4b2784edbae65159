import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { silentTelemetry } from '../../src/lib/telemetry.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { samplePayment } from '../contracts/sample-records.ts';
import { DEPOSITORS } from '../support/deposit-screen.ts';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BROKER = 'tradingtech_main';

describe('drawbridge payment', () => {
  const folder = makeTempFolder();
  const run = (...parameters: string[]) => runCli(['payment', ...parameters], { DATA_DIR: folder.path });

  async function json(...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run(...parameters, '--json');
    return { exitCode, stderr, answer: JSON.parse(stdout) };
  }

  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], { DATA_DIR: folder.path })).exitCode, 0);
    const parts = { clock: systemClock, telemetry: silentTelemetry, log: createLogger('silent') };
    const storage = await openStorage({ dataDir: folder.path, databaseUrl: undefined, redisUrl: undefined, ...parts });
    const user = await storage.users.findByPlatformUserId(BROKER, DEPOSITORS[BROKER].userId);
    assert.ok(user);
    const lost = { state: 'unconfirmed', pendingCall: 'credit', login: 5000001, dueAtMs: 0 } as const;
    await storage.payments.add(samplePayment(user, 'p1', { ...lost, createdAtMs: 1 }));
    await storage.payments.add(samplePayment(user, 'p2', { ...lost, createdAtMs: 2 }));
    await storage.payments.add(samplePayment(user, 'p3', { state: 'credited', createdAtMs: 3 }));
    await storage.close();
  });
  after(() => folder.remove());

  test('list shows the newest first, in columns and in JSON', async () => {
    const { stdout } = await run('list', BROKER);
    assert.match(stdout, /^PAYMENT +KIND +STATE +AMOUNT +ACCOUNT +CREATED\np3 +deposit +credited +250\.00 EUR/);
    const { answer } = await json('list', BROKER, '--state', 'unconfirmed', '--kind', 'deposit');
    assert.deepEqual(
      answer.items.map(({ id }: { id: string }) => id),
      ['p2', 'p1'],
    );
    assert.equal((await json('list', BROKER, '--limit', '1')).answer.items.length, 1);
    assert.equal((await run('list', BROKER, '--limit', '0')).exitCode, 1);
  });

  test('show says all of one payment, in decimals and in ISO times', async () => {
    const { answer } = await json('show', BROKER, 'p1');
    assert.deepEqual(
      [answer.id, answer.state, answer.amount, answer.pendingCall, answer.settlement],
      ['p1', 'unconfirmed', '250.00', 'credit', null],
    );
    assert.match(answer.updatedAt, /^20\d\d-.*Z$/);
    const other = await json('show', 'tradingtech_wl_europe', 'p1');
    assert.deepEqual([other.exitCode, other.answer.error.code], [1, 'payment_unknown']);
  });

  test('settle takes a reason, works once, and says who did it', async () => {
    assert.match((await run('settle', BROKER, 'p1', 'done')).stderr, /required option '--reason/);
    assert.match((await run('settle', BROKER, 'p1', 'perhaps', '--reason', 'x')).stderr, /Allowed choices/);
    const first = await json('settle', BROKER, 'p1', 'done', '--reason', 'seen in the history', '--by', 'tess');
    assert.equal(first.exitCode, 0);
    assert.match(first.stderr, /staff settled a payment/);
    assert.equal(first.answer.state, 'credited');
    const { settlement } = (await json('show', BROKER, 'p1')).answer;
    assert.deepEqual([settlement.outcome, settlement.reason, settlement.by], ['done', 'seen in the history', 'tess']);
    const again = await json('settle', BROKER, 'p1', 'not-done', '--reason', 'no', '--by', 'tess');
    assert.deepEqual([again.exitCode, again.answer.error.code], [1, 'payment_settled']);
  });

  test('settle says in words what happens next', async () => {
    const { stdout } = await run('settle', BROKER, 'p2', 'not-done', '--reason', 'nothing there', '--by', 'tess');
    assert.equal(stdout, 'p2 is failed. A running bridge goes on with it within seconds.\n');
    const { answer } = await json('show', BROKER, 'p2');
    assert.deepEqual([answer.failure, answer.release], ['refused', 'due']);
  });
});
