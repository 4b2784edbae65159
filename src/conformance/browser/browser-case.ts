import type { CaseContext } from '../conformance-case.ts';
import type { PlatformView } from './platform-view.ts';
import type { ScreenBrowser } from './screen-browser.ts';

/** One of the vendor's tests that needs a browser. */
export interface BrowserCase {
  /** The vendor's number, for example `6.2.1`. */
  readonly id: string;
  readonly title: string;
  readonly run: (context: BrowserCaseContext) => Promise<void>;
}

export interface BrowserCaseContext extends CaseContext {
  readonly screens: ScreenBrowser;
  readonly addresses: ScreenAddresses;
  /** Origin and path of the success URL, learned from a log-in. */
  readonly successAddress: string;
  /** `undefined` when the platform does not tell what it sees. */
  readonly platform: PlatformView | undefined;
  /** Into which account is paid; `undefined` when none was given and the platform does not tell. */
  readonly account: number | undefined;
  /** What is paid, as a trader types it. */
  readonly amount: string;
}

/** Where the screens of the white label under test are. */
export interface ScreenAddresses {
  /** @param path - Without a leading slash. */
  of(path: string, parameters?: Readonly<Record<string, string>>): URL;
}
