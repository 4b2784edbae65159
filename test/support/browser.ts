import { after } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../src/conformance/browser/find-browser.ts';
import { skipUnlessRequired } from './skip-unless-required.ts';

/** For the `skip` of a suite: the reason, or `false` when this machine has a Chromium. */
export function skipWithoutBrowser(): string | false {
  return skipUnlessRequired(findBrowser() === undefined ? 'chromium is not installed' : false);
}

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Loopback is never reached through a proxy, whatever the environment says.
  '--no-proxy-server',
];

export interface BrowserOptions {
  /** Host names that lead to this machine, for pages of another site. */
  readonly hosts?: readonly string[];
}

/** For who looks at colours: none is on its way from one to another, as after a click or a change of theme. */
export const STILL = { reducedMotion: 'reduce' } as const;

/** A real browser, closed with the test file at the latest. One serves a whole file: its contexts know nothing of each other. */
export async function launchBrowser({ hosts = [] }: BrowserOptions = {}): Promise<Browser> {
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',');
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? 'chromium',
    headless: true,
    args: [...SWITCHES, ...(rules === '' ? [] : [`--host-resolver-rules=${rules}`])],
  });
  launched.add(browser);
  return browser;
}

const launched = new Set<Browser>();

after(() => Promise.all([...launched].map((browser) => browser.close())));
