import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { forbiddenWordsIn } from '../forbidden-words.ts';
import { type PageFacts, readPageFacts } from '../page-facts.ts';
import { addressOnly, type ScreenVisit } from '../screen-browser.ts';
import { addressOfScreen, CHECKED_SCREENS, type CheckedScreen } from '../screens-to-check.ts';

/** What a slow mobile connection does. */
const SLOW_CONNECTION = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};
const LONGEST_LOAD_MS = 3_000;

const EXPECTED = 'opens in ≤ 3 s at 400 kbit/s, can be closed in the app, no pop-ups, no words of other platforms';

/** 6.2.1: every screen in a browser. */
export const designCase: BrowserCase = {
  id: '6.2.1',
  title: 'Every screen opens and keeps the design rules',
  async run(context) {
    context.recorder.note('Seen in Chromium alone; look at the screens in other browsers by hand.');
    for (const screen of CHECKED_SCREENS) {
      const address = await addressOfScreen(context, screen);
      if (address) await checkScreen(context, screen, address);
    }
  },
};

async function checkScreen(context: BrowserCaseContext, screen: CheckedScreen, address: URL): Promise<void> {
  const visit = await context.screens.visit();
  try {
    const session = await visit.page.context().newCDPSession(visit.page);
    await session.send('Network.emulateNetworkConditions', SLOW_CONNECTION);
    const status = await visit.open(address);
    const loadMs = await visit.page.evaluate(() => performance.getEntriesByType('navigation')[0]?.duration ?? 0);
    const facts = await readPageFacts(visit.page);
    const faults = [
      ...(status === 200 ? [] : [`answered ${status}`]),
      ...(loadMs <= LONGEST_LOAD_MS ? [] : [`took ${(loadMs / 1000).toFixed(1)} s`]),
      ...faultsOfPage(facts, visit),
      ...(screen.isInapp && !canBeClosed(facts, context.successAddress) ? ['has no link back to the app'] : []),
    ];
    const seen = faults.length === 0 ? `as expected, in ${(loadMs / 1000).toFixed(1)} s` : faults.join('; ');
    context.recorder.step(`${screen.name} keeps the design rules`, EXPECTED, seen, faults.length === 0);
  } finally {
    await visit.close();
  }
}

function faultsOfPage(facts: PageFacts, visit: ScreenVisit): string[] {
  const words = forbiddenWordsIn(facts.words).map((word) => `says “${word}”`);
  const strangers = facts.strangers.map((element) => `would open a window or run script: ${element}`);
  const popups = visit.popups().map((popup) => `opened ${popup}`);
  return [...(facts.heading === '' ? ['has no heading'] : []), ...words, ...strangers, ...popups];
}

function canBeClosed({ links }: PageFacts, successAddress: string): boolean {
  return links.some(({ href, name }) => name !== '' && addressOnly(href) === successAddress);
}
