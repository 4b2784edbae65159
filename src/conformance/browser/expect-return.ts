import { expectCrmApiToken, expectUser } from '../expectations.ts';
import { shortenSecret } from '../secret-book.ts';
import type { BrowserCaseContext } from './browser-case.ts';
import type { PlatformCall } from './platform-view.ts';
import { addressOnly, type ScreenVisit } from './screen-browser.ts';

/** Records whether the trader came back signed in. @returns The one-time token. */
export function expectTokenReturn(
  { recorder }: BrowserCaseContext,
  name: string,
  visit: ScreenVisit,
  fault: string | undefined,
): string | undefined {
  const tokens = visit.returned()?.searchParams.getAll('token') ?? [];
  const [token] = tokens;
  const isRight = fault === undefined && tokens.length === 1 && token !== '';
  recorder.step(name, 'the success URL with a token', sayReturn(visit, fault), isRight);
  return isRight ? token : undefined;
}

/** Records whether the trader came back from an in-app screen. */
export function expectPlainReturn(
  { recorder }: BrowserCaseContext,
  name: string,
  visit: ScreenVisit,
  fault: string | undefined,
): boolean {
  const isRight = fault === undefined && visit.returned()?.searchParams.has('token') === false;
  return recorder.step(name, 'the success URL without a token', sayReturn(visit, fault), isRight);
}

function sayReturn(visit: ScreenVisit, fault: string | undefined): string {
  const returned = visit.returned();
  if (!returned) return fault ?? 'nothing';
  const token = returned.searchParams.get('token');
  return `${addressOnly(returned.href)} ${token === null ? 'without a token' : `with token ${shortenSecret(token)}`}`;
}

export interface OpenedSession {
  readonly userId: number;
  readonly accessToken: string | undefined;
}

/** Redeems a token as the platform does. @returns The session; `undefined` when there is none. */
export async function expectOpenedSession(
  context: BrowserCaseContext,
  token: string,
  expectedUserId?: number,
): Promise<OpenedSession | undefined> {
  const crmApiToken = expectCrmApiToken(context);
  if (crmApiToken === undefined) return undefined;
  const answer = await context.bridge.redeemOneTimeToken(token, crmApiToken);
  const userId = expectUser(context, 'the app redeems the token (4.2)', answer, expectedUserId);
  if (userId === undefined) return undefined;
  const { accessToken } = answer.body;
  return { userId, accessToken: typeof accessToken === 'string' ? accessToken : undefined };
}

/** The app is closed and opened again: it asks who its `accessToken` belongs to. */
export async function expectReopened(
  context: BrowserCaseContext,
  { userId, accessToken }: OpenedSession,
): Promise<void> {
  const { crmApiToken } = context;
  const isThere = accessToken !== undefined;
  context.recorder.step('the app kept an accessToken', 'one', isThere ? 'one' : 'none', isThere);
  if (!isThere || crmApiToken === undefined) return;
  const answer = await context.bridge.verifyAccessToken(accessToken, crmApiToken);
  expectUser(context, 'close the app and open it again (4.3)', answer, userId);
}

/**
 * Records whether the bridge made these calls, in this order and with success; others may stand between them.
 *
 * @param numbers - For example `3.3`.
 * @returns The calls, if they were seen.
 */
export async function expectCalls(
  context: BrowserCaseContext,
  moment: number,
  numbers: readonly string[],
): Promise<readonly PlatformCall[]> {
  const { platform, recorder } = context;
  if (!platform) {
    recorder.unprovable(`only the platform sees the calls ${numbers.join(', ')}; give --simulator in the sandbox`);
    return [];
  }
  const made = (await platform.callsSince(moment)).filter(({ call }) => call.startsWith('3.'));
  const found: PlatformCall[] = [];
  for (const call of made) {
    const isGood = call.status !== null && call.status < 300;
    if (isGood && call.call === numbers[found.length]) found.push(call);
  }
  const seen = made.map(({ call, status }) => `${call} → ${status ?? 'no answer'}`).join(', ') || 'none';
  recorder.step('calls to the platform', numbers.join(', then '), seen, found.length === numbers.length);
  return found;
}
