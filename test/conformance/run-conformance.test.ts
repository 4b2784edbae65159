import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { ConformanceProgress } from '../../src/conformance/conformance-options.ts';
import { reportPassed } from '../../src/conformance/render-report.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';
import { BROKEN_BRIDGE_ACCESS } from '../support/broken-bridge.ts';
import { failedCases, failedSteps, runAgainstReference } from '../support/conformance-run.ts';
import { SABOTAGES, type Sabotage } from '../support/sabotages.ts';

const ALL_CASES = ['6.1.1', '6.1.2', '6.1.3', '6.1.4', '6.1.5', '6.1.6', '6.1.7'];

describe('a correct server', () => {
  for (const inappTokens of [true, false]) {
    test(`passes every case, ${inappTokens ? 'with' : 'without'} in-app tokens`, async () => {
      const { report, waitedSeconds } = await runAgainstReference({ inappTokens });
      assert.equal(failedSteps(report), '');
      assert.deepEqual(
        report.cases.map((one) => one.id),
        ALL_CASES,
      );
      assert.ok(reportPassed(report));
      assert.equal(waitedSeconds, 60.5);
    });
  }

  test('passes when the second user has to be signed up, and the report names that user', async () => {
    const { report } = await runAgainstReference({}, { secondLogin: undefined, secondLoginPassword: undefined });
    assert.equal(failedSteps(report), '');
    assert.match(report.cases[5]?.notes.join() ?? '', /conform-[a-z0-9]+@example\.com was signed up/);
  });

  test('passes a fast run after 10.5 s when its tokens live 10 s', async () => {
    const { report, waitedSeconds } = await runAgainstReference({ oneTimeTokenTtlSeconds: 10 }, { fast: true });
    assert.equal(failedSteps(report), '');
    assert.equal(waitedSeconds, 10.5);
  });

  test('passes a fast run after a minute when its tokens live that long, and the report says so', async () => {
    const { report, waitedSeconds } = await runAgainstReference({ oneTimeTokenTtlSeconds: 60 }, { fast: true });
    assert.equal(failedSteps(report), '');
    assert.equal(waitedSeconds, 60.5);
    assert.match(report.cases[6]?.notes.join() ?? '', /live longer than 10 s/);
  });

  test('passes when it is told another lifetime', async () => {
    const { report, waitedSeconds } = await runAgainstReference(
      { oneTimeTokenTtlSeconds: 2 },
      { oneTimeTokenTtlSeconds: 2 },
    );
    assert.equal(failedSteps(report), '');
    assert.equal(waitedSeconds, 2.5);
  });
});

describe('a broken server is caught', () => {
  for (const [name, { does, caughtBy }] of Object.entries(SABOTAGES)) {
    test(`a server that ${does} fails ${caughtBy.join(', ')} and nothing else`, async () => {
      const { report } = await runAgainstReference({ inappTokens: true, sabotage: name as Sabotage });
      assert.deepEqual(failedCases(report), [...caughtBy], failedSteps(report));
      assert.equal(reportPassed(report), false);
    });
  }

  test('tokens that live for ever fail 6.1.7 in a fast run too, after the full minute', async () => {
    const { report, waitedSeconds } = await runAgainstReference({ sabotage: 'never-expires' }, { fast: true });
    assert.deepEqual(failedCases(report), ['6.1.7']);
    assert.equal(waitedSeconds, 60.5);
  });

  test('tokens that live longer than a minute fail 6.1.7', async () => {
    const { report } = await runAgainstReference({ oneTimeTokenTtlSeconds: 61 });
    assert.deepEqual(failedCases(report), ['6.1.7']);
  });
});

describe('wrong credentials in the command', () => {
  test('a wrong platform password fails every case without a wait', async () => {
    const { report, waitedSeconds } = await runAgainstReference({}, { password: 'not-the-platform-password' });
    assert.deepEqual(failedCases(report), ALL_CASES);
    assert.equal(waitedSeconds, 0);
  });

  test("a wrong trader's password fails the cases that log in, and says what the form answered", async () => {
    const { report } = await runAgainstReference({}, { loginPassword: 'not-the-password' });
    assert.deepEqual(failedCases(report), ALL_CASES.slice(1));
    assert.match(failedSteps(report), /6\.1\.5 first log-in: 401 text\/html/);
  });
});

describe('a server that cannot be reached', () => {
  const options = { ...BROKEN_BRIDGE_ACCESS, fast: true };

  test('refuses the connection: no case is run and the report says why', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const report = await runConformance({ ...options, baseUrl: `http://127.0.0.1:${port}` });
    assert.match(report.unreachableBecause ?? '', /ECONNREFUSED/);
    assert.deepEqual(report.cases, []);
    assert.equal(reportPassed(report), false);
  });

  test('never answers: the run gives up after the time-out', async (t) => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const report = await runConformance({ ...options, timeoutMs: 200, baseUrl: `http://127.0.0.1:${port}` });
    assert.equal(report.unreachableBecause, 'no answer within 0.2 s');
  });
});

test('progress tells of every case and of the waits', async () => {
  const events: ConformanceProgress[] = [];
  await runAgainstReference({}, {}, (event) => events.push(event));
  const started = events.flatMap((event) => (event.kind === 'case-started' ? [event.id] : []));
  const finished = events.flatMap((event) => (event.kind === 'case-finished' ? [event.report.id] : []));
  assert.deepEqual(started, ALL_CASES);
  assert.deepEqual(finished, ALL_CASES);
  assert.deepEqual(
    events.flatMap((event) => (event.kind === 'waiting' ? [event.seconds] : [])),
    [5, 55.5],
  );
});
