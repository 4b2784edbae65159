import type { Browser } from 'playwright-core';
import { createBridgeClient, urlUnder } from '../bridge-client.ts';
import type { CaseContext } from '../conformance-case.ts';
import type { CaseReport } from '../conformance-report.ts';
import { describeLogin } from '../expectations.ts';
import { createLoginForm } from '../login-form.ts';
import { type Run, runCase } from '../run-case.ts';
import type { BrowserCase, BrowserCaseContext, ScreenAddresses } from './browser-case.ts';
import { createPlatformView, type PlatformView } from './platform-view.ts';
import { createScreenBrowser, startBrowser } from './screen-browser.ts';

const DEFAULT_AMOUNT = '25.00';

/** Plays the cases that need a browser; without one, each is reported as skipped. */
export async function runBrowserCases(cases: readonly BrowserCase[], run: Run): Promise<CaseReport[]> {
  if (cases.length === 0) return [];
  const browser = await tryToStart(run.options.browserPath);
  const reports: CaseReport[] = [];
  try {
    const stage = typeof browser === 'string' ? undefined : await openStage(run);
    for (const browserCase of cases) {
      reports.push(
        await runCase(browserCase, run, async (context) => {
          if (typeof browser === 'string' || !stage) context.recorder.unprovable(String(browser));
          else await playCase(browserCase, run, { ...context, ...stage }, browser);
        }),
      );
    }
  } finally {
    if (typeof browser !== 'string') await browser.close();
  }
  return reports;
}

/** @returns The browser, or why there is none. */
async function tryToStart(path: string | undefined): Promise<Browser | string> {
  if (path === undefined) return 'no Chromium was found; give its path with --browser';
  try {
    return await startBrowser(path);
  } catch (error) {
    const [sentence = ''] = String(error).split('\n');
    return `the browser ${path} does not start: ${sentence}`;
  }
}

type Stage = Pick<BrowserCaseContext, 'addresses' | 'platform' | 'account' | 'amount'>;

async function openStage(run: Run): Promise<Stage> {
  const { options, target } = run;
  const platform =
    options.simulatorUrl === undefined
      ? undefined
      : createPlatformView({
          simulatorUrl: new URL(options.simulatorUrl),
          brokerName: options.brokerName,
          timeoutMs: target.timeoutMs,
          wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        });
  return {
    platform,
    addresses: addressesOf(run),
    account: options.account ?? (await findAccount(run, platform)),
    amount: options.amount ?? DEFAULT_AMOUNT,
  };
}

function addressesOf({ target }: Run): ScreenAddresses {
  return {
    of(path, parameters = {}) {
      const url = urlUnder(target.baseUrl, path);
      const query = { brokerName: target.brokerName, brokerCrmName: target.brokerCrmName, ...parameters };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url;
    },
  };
}

/** @returns An account of the trader, if the platform tells. */
async function findAccount({ target, common }: Run, platform: PlatformView | undefined): Promise<number | undefined> {
  const { crmApiToken, trader } = common;
  if (!platform || crmApiToken === undefined) return undefined;
  const unwatched = { ...target, onAnswer() {} };
  const outcome = await createLoginForm(unwatched).logIn({ ...trader, keepMeLoggedIn: false });
  if (outcome.kind !== 'token') return undefined;
  const bridge = createBridgeClient(unwatched);
  const { userId } = (await bridge.redeemOneTimeToken(outcome.token, crmApiToken)).body;
  const [account] = typeof userId === 'number' ? await platform.accountsOf(userId) : [];
  return account;
}

async function playCase(
  browserCase: BrowserCase,
  { target }: Run,
  context: CaseContext & Stage,
  browser: Browser,
): Promise<void> {
  const { outcome } = context.aging.old;
  if (outcome.kind !== 'token') {
    const expected = '303 to the success URL with a token';
    context.recorder.step('a log-in, to learn the success URL', expected, describeLogin(outcome), false);
    return;
  }
  const screens = createScreenBrowser(browser, {
    origin: target.baseUrl.origin,
    successAddress: outcome.successAddress,
    timeoutMs: target.timeoutMs,
    secrets: target.secrets,
    onAnswer: context.recorder.answer,
  });
  await browserCase.run({ ...context, screens, successAddress: outcome.successAddress });
}
