import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { forbiddenWordsIn } from '../../src/conformance/browser/forbidden-words.ts';
import { readPageFacts } from '../../src/conformance/browser/page-facts.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, OTHER_LANGUAGE, startBrowserStage } from '../support/browser-stage.ts';
import { measureWire, type WireCost } from '../support/measure-wire.ts';
import { type Look, SCREENS, STEPS_BROKER, type TableScreen } from './screens-table.ts';
import { seedAllSteps } from './seed-all-steps.ts';

const PHONE = { name: 'phone', width: 390, height: 844 };
const SIZES = [
  PHONE,
  { name: 'small-phone', width: 320, height: 640 },
  { name: '4-3', width: 1024, height: 768 },
  { name: '16-9', width: 1366, height: 768 },
];

const LOOKS: readonly Look[] = ['en', OTHER_LANGUAGE].flatMap((lang) =>
  ['light', 'dark'].map((theme) => ({ lang, theme })),
);

/** Each language and each theme once. */
const CROSSED = LOOKS.filter(({ lang, theme }) => (lang === 'en') === (theme === 'light'));

const MOST_BYTES = 60 * 1024;
/** The page, its style sheet, a logo for each theme, an icon. */
const MOST_REQUESTS = 5;

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describe('row 15: every screen in every look', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage({ seed: seedAllSteps(STEPS_BROKER) })]);
  });
  after(() => stage.close());

  const pages = new Map<Look, Promise<Page>>();

  /** On a device that prefers the other theme. */
  function newPage({ theme }: Look): Promise<Page> {
    return browser.newPage({ colorScheme: theme === 'dark' ? 'light' : 'dark', viewport: PHONE });
  }

  /** As somebody who was never here before. */
  async function pageFor(look: Look): Promise<Page> {
    const opened = pages.get(look) ?? newPage(look);
    pages.set(look, opened);
    const page = await opened;
    await page.context().clearCookies();
    await page.setExtraHTTPHeaders(fromNowhere());
    await page.setViewportSize(PHONE);
    return page;
  }

  test('6.2.4: without a theme in the address the page follows the device', async () => {
    const page = await browser.newPage();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(stage.address('/auth/login'));
      const { luminance } = await readPageFacts(page);
      assert.equal(luminance > 0.5, colorScheme === 'light');
    }
  });

  for (const screen of SCREENS) {
    for (const look of screen.isVariant ? CROSSED : LOOKS) {
      test(`${screen.name}, ${look.lang}, ${look.theme}: fits, reads well and is accessible in every size`, async () => {
        const page = await pageFor(look);
        checkWire(await measureWire(page, () => screen.open(stage, page, look)), stage);
        await checkPage(page, screen, look, stage);
        for (const size of SIZES) {
          await page.setViewportSize(size);
          assert.deepEqual((await readPageFacts(page)).misfits, [], `does not fit ${size.name}`);
          await keepScreenshot(page, `${screen.name}-${look.lang}-${look.theme}-${size.name}`);
        }
        if (!CROSSED.includes(look)) return;
        await checkFocus(page);
        await checkAccessibility(page);
      });
    }
  }
});

/** Into an empty cache. */
function checkWire({ bytes, requests }: WireCost, { url }: BrowserStage): void {
  assert.ok(bytes > 0 && bytes <= MOST_BYTES, `${bytes} bytes: ${requests.join(', ')}`);
  assert.ok(requests.length <= MOST_REQUESTS, requests.join(', '));
  assert.ok(
    requests.every((address) => address.startsWith(`${url}/`)),
    requests.join(', '),
  );
}

async function checkPage(page: Page, { kind }: TableScreen, look: Look, { successUrl, url }: BrowserStage) {
  const facts = await readPageFacts(page);
  assert.equal(facts.layoutShift, 0);
  assert.equal(facts.language, look.lang);
  assert.equal(facts.direction, look.lang === 'ar' ? 'rtl' : 'ltr');
  assert.equal(facts.luminance > 0.5, look.theme === 'light', `a background of luminance ${facts.luminance}`);
  assert.deepEqual(forbiddenWordsIn(facts.words), []);
  assert.deepEqual([facts.styleSheets, facts.scripts, facts.strangers], [1, 0, []]);
  assert.notEqual(facts.heading, '');
  if (kind === 'open') return;
  const closing = facts.links.filter(({ href }) => href === successUrl || href === `${url}/callback/success`);
  assert.ok(closing.length > 0, 'cannot be closed');
  assert.ok(closing.every(({ name }) => name !== ''));
}

async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(ACCESSIBILITY).analyze();
  assert.deepEqual(violations.map(sayViolation), []);
}

/** Walks through the page by keyboard; whatever has the focus shows it. */
async function checkFocus(page: Page): Promise<void> {
  const seen = new Set<string>();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const { top, bottom } = element.getBoundingClientRect();
      return {
        path: `${element.tagName} ${element.id} ${element.getAttribute('href')} ${element.getAttribute('value')}`,
        isMarked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
        isInView: bottom > 0 && top < innerHeight,
      };
    });
    if (!focus || seen.has(focus.path)) break;
    seen.add(focus.path);
    assert.ok(focus.isMarked, `no visible focus on ${focus.path}`);
    assert.ok(focus.isInView, `focus out of view on ${focus.path}`);
  }
  assert.ok(seen.size > 0, 'nothing can be reached by keyboard');
}

function sayViolation({ id, nodes }: { id: string; nodes: readonly { html: string; failureSummary?: string }[] }) {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`;
}

async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS_DIR;
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/[^\w-]+/g, '-')}.png`) });
}

let addresses = 0;

/** No two of these browsers share an address, as far as rate limits go. */
function fromNowhere(): Record<string, string> {
  addresses += 1;
  return { 'x-forwarded-for': `198.51.${100 + (addresses >> 8)}.${addresses & 255}` };
}
