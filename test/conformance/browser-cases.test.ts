import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { renderReport, reportPassed } from '../../src/conformance/render-report.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { STAGE_TRADER } from '../support/browser-stage.ts';
import { failedSteps } from '../support/conformance-run.ts';
import { type ConformingStage, startConformingStage } from '../support/conforming-stage.ts';

describe('tests 6.2.1 to 6.3.9 in a browser', { skip: skipWithoutBrowser() }, () => {
  let opened: ConformingStage;
  before(async () => {
    opened = await startConformingStage();
  });
  after(() => opened.close());

  test('this bridge passes all of them', async () => {
    const report = await opened.conform(['6.2', '6.3']);
    assert.equal(failedSteps(report), '');
    assert.deepEqual(
      report.cases.map(({ id, result }) => `${id} ${result}`),
      [...numbersOf('6.2', 7), ...numbersOf('6.3', 9)].map((id) => `${id} passed`),
    );
  });

  test('what only the platform sees is reported as not provable, and no secret stands in the report', async () => {
    const report = await opened.conform(['6.3.1', '6.3.4', '6.3.9'], {
      simulatorUrl: undefined,
      account: STAGE_TRADER.live,
    });
    assert.equal(failedSteps(report), '');
    assert.deepEqual(
      report.cases.map(({ result }) => result),
      ['skipped', 'skipped', 'skipped'],
    );
    const text = renderReport(report) + JSON.stringify(report);
    assert.match(text, /Not tried: only the platform sees the calls 3\.5/);
    assert.doesNotMatch(text, /(?:ot|at|ia|cr|rp)_[\w-]{8,}/);
    assert.ok(reportPassed(report));
  });

  test('nothing is paid into an account that nobody named', async () => {
    const before = await opened.stage.simulator.calls('3.5');
    const report = await opened.conform(['6.3.4', '6.3.5'], { simulatorUrl: undefined });
    assert.deepEqual(
      report.cases.map(({ result }) => result),
      ['skipped', 'skipped'],
    );
    assert.deepEqual(await opened.stage.simulator.calls('3.5'), before);
  });
});

function numbersOf(chapter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);
}
