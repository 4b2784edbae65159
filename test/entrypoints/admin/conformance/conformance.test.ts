import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createConformanceRuns, type PlayTests } from '../../../../src/app/conformance/create-conformance-runs.ts';
import { findFreePort } from '../../../support/server-process.ts';
import { type AdminStage, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';

const RUNS = '/white-labels/tradingtech_main/conformance-runs';

describe('conformance runs', () => {
  const stage = useAdminStage(async () => {
    const port = await findFreePort();
    return { port, environment: { PUBLIC_URL: `http://127.0.0.1:${port}` } };
  });

  test('a run plays the tests against this bridge and needs to be told nothing; what it lent is taken back', async () => {
    const { bridge, owner } = stage();
    const started = await owner.call('POST', RUNS, { body: { only: ['6.1.1', '6.1.2'] } });
    assert.equal(started.status, 202, started.text);
    const run = await ended(stage(), String(started.body.id));
    assert.deepEqual(
      run.cases.map(({ id, result }) => [id, result]),
      [
        ['6.1.1', 'passed'],
        ['6.1.2', 'passed'],
      ],
    );
    assert.equal(run.state, 'passed');
    const { brokers } = bridge.app;
    await bridge.app.conformanceRuns.stop();
    assert.equal(brokers.livePasswords(brokers.get('tradingtech_main')).length, 1);
    const page = await owner.call('GET', `${RUNS}/${run.id}`);
    assert.deepEqual([page.status, page.body.state], [200, 'passed']);
    const { items } = (await owner.call('GET', RUNS)).body as { items: { id: string }[] };
    assert.deepEqual(
      items.map(({ id }) => id),
      [run.id],
    );
  });

  test('a number that is none of the vendor’s is refused, and so is a run of another white label', async () => {
    const wrong = await stage().owner.call('POST', RUNS, { body: { only: ['7'] } });
    assert.equal(wrong.status, 400);
    const unknown = await stage().owner.call('GET', `${RUNS}/none`);
    assert.equal(unknown.status, 404);
    const foreign = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    assert.equal((await foreign.call('GET', RUNS)).status, 404);
  });

  test('one run of a white label goes on at a time, and two of a process', async () => {
    const { runs, brokers, finish } = scripted(stage());
    const [first, second, third] = ['tradingtech_wl_europe', 'financialhouse_main', 'tradingtech_main'].map((name) =>
      brokers.get(name),
    );
    assert.ok(first && second && third);
    await runs.start(first, WISH);
    await assert.rejects(runs.start(first, WISH), { code: 'conformance_running' });
    await runs.start(second, WISH);
    await assert.rejects(runs.start(third, WISH), { code: 'busy' });
    finish();
    await runs.stop();
  });

  test('a run whose process ended, or is gone without a word, is cut off, and another one may begin', async () => {
    const { runs, brokers } = scripted(stage());
    const broker = brokers.get('tradingtech_wl_europe');
    const stopped = await runs.start(broker, WISH);
    await runs.stop();
    assert.equal((await runs.find(broker.brokerName, stopped.id))?.state, 'cut-off');
    const elsewhere = scripted(stage());
    const lost = await elsewhere.runs.start(broker, WISH);
    assert.equal((await runs.find(broker.brokerName, lost.id))?.state, 'running');
    stage().bridge.clock.advance(61_000);
    assert.equal((await runs.find(broker.brokerName, lost.id))?.state, 'cut-off');
    const { runs: others, finish } = scripted(stage());
    await others.start(broker, WISH);
    finish();
    await Promise.all([others.stop(), elsewhere.runs.stop()]);
  });
});

const WISH = {
  ...{ only: null, trader: null },
  actor: { kind: 'staff', id: 'one', email: 'one@example.com' },
} as const;

/** Runs that go on until they are finished. */
function scripted({ bridge }: AdminStage) {
  const { brokers, storage } = bridge.app;
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<PlayTests>>>();
  const play: PlayTests = () => promise;
  const log = { warn() {}, error() {} } as never;
  const runs = createConformanceRuns({ brokers, expiring: storage.expiring, clock: bridge.clock, log, play });
  return { runs, brokers, finish: () => resolve({ cases: [], unreachableBecause: null } as never) };
}

async function ended({ bridge }: AdminStage, id: string) {
  for (;;) {
    const run = await bridge.app.conformanceRuns.find('tradingtech_main', id);
    if (run && run.state !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
