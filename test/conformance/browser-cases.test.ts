import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findBrowser } from '../../src/conformance/browser/find-browser.ts';
import type { ConformanceOptions } from '../../src/conformance/conformance-options.ts';
import type { ConformanceReport } from '../../src/conformance/conformance-report.ts';
import { renderReport, reportPassed } from '../../src/conformance/render-report.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_BROKER, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';
import { failedCases, failedSteps } from '../support/conformance-run.ts';
import { type SabotagingProxy, startSabotagingProxy } from '../support/sabotaging-proxy.ts';
import { SCREEN_SABOTAGES } from '../support/screen-sabotages.ts';

describe('tests 6.2.1 to 6.3.9 in a browser', { skip: skipWithoutBrowser() }, () => {
  let stage: BrowserStage;
  let proxy: SabotagingProxy;
  before(async () => {
    stage = await startBrowserStage({
      async publicUrlOf(bridgeUrl) {
        proxy = await startSabotagingProxy({ port: 0, bridgeUrl: () => bridgeUrl, successUrl: () => stage.successUrl });
        return proxy.url;
      },
    });
  });
  after(async () => {
    await proxy.close();
    await stage.close();
  });

  async function conform(only: readonly string[], more: Partial<ConformanceOptions> = {}): Promise<ConformanceReport> {
    return runConformance({
      baseUrl: proxy.url,
      brokerName: STAGE_BROKER,
      brokerCrmName: 'tradingtech_crm',
      password: `sandbox-password-${STAGE_BROKER}`,
      login: STAGE_TRADER.email,
      loginPassword: STAGE_TRADER.password,
      fast: false,
      only,
      browserPath: findBrowser(),
      simulatorUrl: stage.simulator.url,
      ...more,
    });
  }

  test('this bridge passes all of them', async () => {
    const report = await conform(['6.2', '6.3']);
    assert.equal(failedSteps(report), '');
    assert.deepEqual(
      report.cases.map(({ id, result }) => `${id} ${result}`),
      [...numbersOf('6.2', 7), ...numbersOf('6.3', 9)].map((id) => `${id} passed`),
    );
  });

  test('what only the platform sees is reported as not provable, and no secret stands in the report', async () => {
    const report = await conform(['6.3.1', '6.3.4', '6.3.9'], {
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
    const before = await stage.simulator.calls('3.5');
    const report = await conform(['6.3.4', '6.3.5'], { simulatorUrl: undefined });
    assert.deepEqual(
      report.cases.map(({ result }) => result),
      ['skipped', 'skipped'],
    );
    assert.deepEqual(await stage.simulator.calls('3.5'), before);
  });

  for (const sabotage of SCREEN_SABOTAGES) {
    test(`a bridge that ${sabotage.does} fails ${sabotage.caughtBy}`, async () => {
      proxy.breakBy(sabotage);
      try {
        const report = await conform([sabotage.caughtBy], { timeoutMs: 4_000 });
        assert.deepEqual(failedCases(report), [sabotage.caughtBy], renderReport(report));
        for (const seen of sabotage.seen ?? []) assert.match(renderReport(report), seen);
      } finally {
        proxy.breakBy(undefined);
      }
    });
  }
});

function numbersOf(chapter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${chapter}.${index + 1}`);
}
