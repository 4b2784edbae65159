import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { readPageFacts } from '../page-facts.ts';
import { PHONE, type WindowSize } from '../screen-browser.ts';
import { addressOfScreen, CHECKED_SCREENS } from '../screens-to-check.ts';

const SIZES: Readonly<Record<string, WindowSize>> = {
  phone: PHONE,
  '4:3': { width: 1024, height: 768 },
  '16:9': { width: 1366, height: 768 },
};

/** 6.2.2: every screen in several sizes. */
export const sizesCase: BrowserCase = {
  id: '6.2.2',
  title: 'Every screen fits a phone, 4:3 and 16:9',
  async run(context) {
    for (const screen of CHECKED_SCREENS) {
      const address = await addressOfScreen(context, screen);
      if (address) await checkSizes(context, screen.name, address);
    }
  },
};

async function checkSizes(context: BrowserCaseContext, name: string, address: URL): Promise<void> {
  const visit = await context.screens.visit();
  try {
    const status = await visit.open(address);
    const faults = status === 200 ? [] : [`answered ${status}`];
    for (const [sizeName, size] of Object.entries(SIZES)) {
      await visit.page.setViewportSize(size);
      const { misfits } = await readPageFacts(visit.page);
      if (misfits.length > 0) faults.push(`${sizeName}: ${misfits.slice(0, 3).join(', ')}`);
    }
    const expected = 'nothing is cut or reaches out of the window';
    context.recorder.step(`${name} in three sizes`, expected, faults.join('; ') || 'all fits', faults.length === 0);
  } finally {
    await visit.close();
  }
}
