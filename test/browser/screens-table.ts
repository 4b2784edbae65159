import type { Page } from 'playwright-core';
import type { BrowserStage } from '../support/browser-stage.ts';

/** One screen that a trader can meet, and how a browser gets there. */
export interface TableScreen {
  readonly name: string;
  /** Those that the app opens, and those that say what went wrong, can be closed. */
  readonly kind: 'open' | 'in-app' | 'error';
  /** Leaves the page on the screen. @param look - `lang` and `theme`, as parameters of the address. */
  readonly open: (stage: BrowserStage, page: Page, look: Look) => Promise<void>;
}

export type Look = Readonly<Record<'lang' | 'theme', string>>;

/** Every screen. @see The SSO contract, section 5. */
export const SCREENS: readonly TableScreen[] = [
  openScreen('log-in', '/auth/login'),
  openScreen('sign-up', '/auth/login', { firstLogin: 'true' }),
  openScreen('reset password: request', '/auth/reset-password'),
  inappScreen('deposit', '/inapp/deposit'),
  {
    name: 'log-in with faults',
    kind: 'open',
    async open(stage, page, look) {
      await page.goto(stage.address('/auth/login', look));
      await page.fill('[name=email]', 'nobody');
      await page.click('button[type=submit]');
    },
  },
  {
    name: 'deposit with a fault',
    kind: 'in-app',
    async open(stage, page, look) {
      await page.goto(await stage.inappAddress('/inapp/deposit', look));
      await page.fill('[name=amount]', '1.005');
      await page.click('button[type=submit]');
    },
  },
  {
    name: 'used token',
    kind: 'error',
    async open(stage, page, look) {
      await page.goto(await stage.inappAddress('/inapp/deposit', look));
      await page.reload();
    },
  },
  {
    name: 'expired link',
    kind: 'error',
    async open(stage, page, look) {
      const address = await stage.inappAddress('/inapp/deposit', look);
      stage.clock.advance(60_000);
      await page.goto(address);
    },
  },
  {
    name: 'disabled broker',
    kind: 'error',
    async open(stage, page, look) {
      await stage.app.brokers.update(DISABLED_BROKER, { enabled: false });
      await page.goto(`${stage.url}/b/${DISABLED_BROKER}/auth/login?${new URLSearchParams(look)}`);
    },
  },
  {
    name: 'unknown broker',
    kind: 'error',
    async open(stage, page, look) {
      await page.goto(`${stage.url}/b/nobody/auth/login?${new URLSearchParams(look)}`);
    },
  },
];

const DISABLED_BROKER = 'tradingtech_wl_europe';

function openScreen(name: string, path: string, parameters: Readonly<Record<string, string>> = {}): TableScreen {
  return {
    name,
    kind: 'open',
    open: async (stage, page, look) => void (await page.goto(stage.address(path, { ...look, ...parameters }))),
  };
}

function inappScreen(name: string, path: string): TableScreen {
  return {
    name,
    kind: 'in-app',
    open: async (stage, page, look) => void (await page.goto(await stage.inappAddress(path, look))),
  };
}
