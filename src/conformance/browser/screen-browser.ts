import type { Browser, BrowserContext, Page } from 'playwright-core';
import { faultsOfScreenAnswer } from '../answer-faults.ts';
import type { SecretBook } from '../secret-book.ts';

/** A real browser, in which a trader's app shows screens. */
export interface ScreenBrowser {
  /** A window of a fresh profile. */
  visit(look?: VisitLook): Promise<ScreenVisit>;
  close(): Promise<void>;
}

export interface VisitLook {
  /** What the device prefers. */
  readonly colorScheme?: 'light' | 'dark';
  readonly size?: WindowSize;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export interface ScreenVisit {
  readonly page: Page;
  /** @returns The status of the page. */
  open(address: URL): Promise<number>;
  /** Where the success URL was reached, with its query; `undefined` as long as it was not. Nobody else gets to see it. */
  returned(): URL | undefined;
  /** Windows and dialogs that the screens opened; a screen opens none. */
  popups(): readonly string[];
  close(): Promise<void>;
}

export interface ScreenBrowserOptions {
  /** Origin of the screens. */
  readonly origin: string;
  /** Origin and path of the white label's success URL. */
  readonly successAddress: string;
  readonly timeoutMs: number;
  readonly secrets: SecretBook;
  /** Is told of every page what is wrong with it in general. */
  readonly onAnswer: (call: string, faults: readonly string[]) => void;
}

export const PHONE: WindowSize = { width: 390, height: 844 };

const SWITCHES = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** @param path - Of a Chromium. The library takes a while to load, so that only who needs a browser does so. */
export async function startBrowser(path: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: path, headless: true, args: SWITCHES });
}

export function createScreenBrowser(browser: Browser, options: ScreenBrowserOptions): ScreenBrowser {
  return {
    async visit({ colorScheme = 'light', size = PHONE } = {}) {
      const context = await browser.newContext({ colorScheme, viewport: size, locale: 'en' });
      context.setDefaultTimeout(options.timeoutMs);
      return openVisit(context, options);
    },
    close: () => browser.close(),
  };
}

async function openVisit(
  context: BrowserContext,
  { origin, successAddress, secrets, onAnswer }: ScreenBrowserOptions,
): Promise<ScreenVisit> {
  const page = await context.newPage();
  const popups: string[] = [];
  let returned: URL | undefined;
  page.on('popup', (popup) => popups.push(`a window (${addressOnly(popup.url())})`));
  page.on('dialog', (dialog) => {
    popups.push(`a dialog (${dialog.message()})`);
    dialog.dismiss().catch(() => {});
  });
  page.on('response', (response) => {
    const isScreen = response.request().isNavigationRequest() && new URL(response.url()).origin === origin;
    if (!isScreen || addressOnly(response.url()) === successAddress) return;
    const faults = faultsOfScreenAnswer({
      status: response.status(),
      headers: new Headers(response.headers()),
      text: '',
      failure: null,
    });
    onAnswer(`${new URL(response.url()).pathname} → ${response.status()}`, faults);
  });
  await catchReturn(page, successAddress, (url) => {
    for (const token of url.searchParams.getAll('token')) secrets.learn(token);
    returned = url;
  });
  return {
    page,
    async open(address) {
      for (const token of address.searchParams.getAll('token')) secrets.learn(token);
      returned = undefined;
      const response = await page.goto(address.href);
      return response?.status() ?? 0;
    },
    returned: () => returned,
    popups: () => popups,
    close: () => context.close(),
  };
}

/**
 * Answers the success URL itself, as an app does that watches its web view: a platform behind that address would use up
 * the token. Redirects are caught here too, unlike by the library's own routes.
 */
async function catchReturn(page: Page, successAddress: string, notice: (url: URL) => void): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isReturn = addressOnly(request.url) === successAddress;
    if (isReturn) notice(new URL(request.url));
    const going = isReturn
      ? session.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: 200,
          responseHeaders: [{ name: 'content-type', value: 'text/html' }],
          body: Buffer.from('<!doctype html><title>Back in the app</title>').toString('base64'),
        })
      : session.send('Fetch.continueRequest', { requestId });
    // The page may be gone by now.
    going.catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${successAddress}*` }] });
}

/** @returns The address without query and fragment, where tokens stand. */
export function addressOnly(address: string): string {
  const url = URL.parse(address);
  return url ? `${url.origin}${url.pathname}` : address;
}
