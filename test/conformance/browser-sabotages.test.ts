import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { renderReport } from '../../src/conformance/render-report.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { failedCases } from '../support/conformance-run.ts';
import { type ConformingStage, startConformingStage } from '../support/conforming-stage.ts';
import { SCREEN_SABOTAGES } from '../support/screen-sabotages.ts';

describe('tests 6.2.1 to 6.3.9 in a browser catch', { skip: skipWithoutBrowser() }, () => {
  let opened: ConformingStage;
  before(async () => {
    opened = await startConformingStage();
  });
  after(() => opened.close());

  for (const sabotage of SCREEN_SABOTAGES) {
    test(`a bridge that ${sabotage.does} fails ${sabotage.caughtBy}`, async () => {
      const { proxy, conform } = opened;
      proxy.breakBy(sabotage);
      try {
        const report = await conform([sabotage.caughtBy]);
        assert.deepEqual(failedCases(report), [sabotage.caughtBy], renderReport(report));
        for (const seen of sabotage.seen ?? []) assert.match(renderReport(report), seen);
      } finally {
        proxy.breakBy(undefined);
      }
    });
  }
});
