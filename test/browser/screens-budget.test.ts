import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, startBrowserStage } from '../support/browser-stage.ts';
import { measureWire } from '../support/measure-wire.ts';
import { SCREENS, STEPS_BROKER } from './screens-table.ts';
import { seedAllSteps } from './seed-all-steps.ts';

/** @see Issue 3, part 3. */
const MOST_BYTES = 60 * 1024;
/** The page, its style sheet, a logo for each theme, an icon. */
const MOST_REQUESTS = 5;

describe('row 15: what a screen costs over the wire, into an empty cache', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage({ seed: seedAllSteps(STEPS_BROKER) })]);
  });
  after(() => stage.close());

  for (const screen of SCREENS) {
    test(`${screen.name}: at most 60 KB and ${MOST_REQUESTS} requests, all of them to the bridge`, async () => {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        const wire = await measureWire(page, () => screen.open(stage, page, { lang: 'en', theme: 'light' }));
        assert.ok(wire.bytes <= MOST_BYTES, `${wire.bytes} bytes: ${wire.requests.join(', ')}`);
        assert.ok(wire.requests.length <= MOST_REQUESTS, wire.requests.join(', '));
        assert.ok(
          wire.requests.every((address) => address.startsWith(`${stage.url}/`)),
          wire.requests.join(', '),
        );
      } finally {
        await context.close();
      }
    });
  }
});
