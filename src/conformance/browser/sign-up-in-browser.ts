import type { Trader } from '../conformance-case.ts';
import { newTrader } from '../new-trader.ts';
import type { BrowserCaseContext } from './browser-case.ts';
import { expectTokenReturn } from './expect-return.ts';
import { passScreens } from './pass-screens.ts';

export interface SignedUp {
  readonly trader: Trader;
  readonly token: string;
}

/** Signs somebody up, page by page. Records what fails. */
export async function signUpInBrowser(
  context: BrowserCaseContext,
  parameters: Readonly<Record<string, string>> = {},
): Promise<SignedUp | undefined> {
  const trader = newTrader();
  context.recorder.note(`${trader.email} was signed up; the account stays at the white label.`);
  const visit = await context.screens.visit();
  try {
    await visit.open(context.addresses.of('auth/login', { ...parameters, firstLogin: 'true' }));
    const fault = await passScreens(visit, { ...trader, keepMeLoggedIn: true });
    const token = expectTokenReturn(context, 'sign up', visit, fault);
    return token === undefined ? undefined : { trader, token };
  } finally {
    await visit.close();
  }
}
