import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ConformanceReport } from '../../src/conformance/conformance-report.ts';
import { renderReport, renderReportAsJson } from '../../src/conformance/render-report.ts';
import { BROKEN_BRIDGE_ACCESS } from '../support/broken-bridge.ts';
import { runAgainstReference } from '../support/conformance-run.ts';
import { SABOTAGES, type Sabotage } from '../support/sabotages.ts';

const REPORT: ConformanceReport = {
  baseUrl: 'http://127.0.0.1:3000/',
  brokerName: 'tradingtech_main',
  brokerCrmName: 'tradingtech_crm',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 61_230,
  fast: false,
  unreachableBecause: null,
  cases: [
    { id: '6.1.1', title: 'One thing', result: 'passed', durationMs: 40, steps: [], notes: [] },
    {
      id: '6.1.2',
      title: 'Another, longer thing',
      result: 'failed',
      durationMs: 61_190,
      steps: [
        { name: 'a good step', expected: '200', seen: '200', passed: true },
        { name: 'a bad step', expected: '404', seen: '500 \u001b[31mred', passed: false },
      ],
      notes: ['something to know'],
    },
  ],
};

describe('the table', () => {
  test('shows each case, the failed steps alone, the notes and a summary', () => {
    assert.equal(
      renderReport(REPORT),
      `Conformance of http://127.0.0.1:3000/ for tradingtech_main (tradingtech_crm)

  test   what                   result      time
  6.1.1  One thing              passed     0.0 s
  6.1.2  Another, longer thing  FAILED    61.2 s
         - a bad step
             expected  404
             seen      500 ?[31mred
         note: something to know

1 of 2 tests failed in 61.2 s: 6.1.2.
`,
    );
  });

  test('says that all passed when all passed', () => {
    const passed = { ...REPORT, cases: REPORT.cases.slice(0, 1) };
    assert.match(renderReport(passed), /\nAll 1 tests passed in 61\.2 s\.\n$/);
  });

  test('says why nothing was run', () => {
    const unreachable = { ...REPORT, cases: [], unreachableBecause: 'connect ECONNREFUSED' };
    assert.match(renderReport(unreachable), /\nNot run: connect ECONNREFUSED\.\n$/);
  });
});

test('the JSON form holds every step and whether all passed', () => {
  const parsed = JSON.parse(renderReportAsJson(REPORT));
  assert.equal(parsed.passed, false);
  assert.deepEqual(parsed.cases, REPORT.cases);
});

describe('row 49: no password and no token of a run is ever in its report', () => {
  const secrets = Object.entries(BROKEN_BRIDGE_ACCESS).flatMap(([name, value]) =>
    /assword/.test(name) ? [value] : [],
  );
  for (const name of ['none', ...Object.keys(SABOTAGES)]) {
    test(`sabotage: ${name}`, async () => {
      const sabotage = name === 'none' ? {} : { sabotage: name as Sabotage };
      const { report } = await runAgainstReference({ inappTokens: true, ...sabotage });
      const text = renderReport(report) + renderReportAsJson(report);
      for (const secret of secrets) assert.ok(!text.includes(secret), `a password is in the report of ${name}`);
      assert.doesNotMatch(text, /(?:ot|at|ia|cr)_[\w-]{8,}/);
    });
  }
});
