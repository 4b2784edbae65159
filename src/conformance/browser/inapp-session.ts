import type { Trader } from '../conformance-case.ts';
import { expectCrmApiToken, expectLogin, expectToken, expectUser } from '../expectations.ts';
import type { BrowserCaseContext } from './browser-case.ts';

/** A trader who is signed in to the app, as the platform's backend remembers it. */
export interface InappSession {
  readonly userId: number;
  readonly inappToken: string | undefined;
  readonly crmApiToken: string;
}

/** Signs the trader in, without a browser. Records what fails. */
export async function expectSession(
  context: BrowserCaseContext,
  trader: Trader = context.trader,
): Promise<InappSession | undefined> {
  const crmApiToken = expectCrmApiToken(context);
  if (crmApiToken === undefined) return undefined;
  const token = await expectLogin(context, 'log in', { trader });
  if (!token) return undefined;
  const answer = await context.bridge.redeemOneTimeToken(token, crmApiToken);
  const userId = expectUser(context, 'learn the userId (4.2)', answer);
  if (userId === undefined) return undefined;
  const { inappToken } = answer.body;
  return { userId, inappToken: typeof inappToken === 'string' ? inappToken : undefined, crmApiToken };
}

/** @returns A one-time token of call 4.4, for an in-app screen. */
export async function expectInappToken(
  context: BrowserCaseContext,
  name: string,
  session?: InappSession,
): Promise<string | undefined> {
  const known = session ?? (await expectSession(context));
  if (!known) return undefined;
  const { userId, crmApiToken, inappToken } = known;
  const answer = await context.bridge.generateOneTimeToken(userId, { crmApiToken, inappToken });
  return expectToken(context, name, answer, 'token');
}
