import type { CallAnswer } from './bridge-client.ts';
import type { CaseContext, Trader } from './conformance-case.ts';
import type { LoginOutcome } from './login-form.ts';
import { shortenSecret } from './secret-book.ts';

/** Records whether an answer has one of the statuses. */
export function expectStatus(
  context: CaseContext,
  name: string,
  answer: CallAnswer,
  ...statuses: readonly number[]
): boolean {
  return context.recorder.step(name, statuses.join(' or '), describeAnswer(answer), statuses.includes(answer.status));
}

/** Records whether a call was answered 200 with a string in a field. @returns The string. */
export function expectToken(context: CaseContext, name: string, answer: CallAnswer, field: string): string | undefined {
  const value = answer.body[field];
  const token = typeof value === 'string' && value !== '' ? value : undefined;
  const passed = answer.status === 200 && token !== undefined;
  context.recorder.step(name, `200 with ${field}`, describeAnswer(answer), passed);
  return passed ? token : undefined;
}

/** Records whether a call was answered 200 with the platform's user. @returns The user's id. */
export function expectUser(
  context: CaseContext,
  name: string,
  answer: CallAnswer,
  expectedUserId?: number,
): number | undefined {
  const { userId } = answer.body;
  const isRight = typeof userId === 'number' && Number.isSafeInteger(userId);
  const passed = answer.status === 200 && isRight && (expectedUserId === undefined || userId === expectedUserId);
  const expected = expectedUserId === undefined ? '200 with an integer userId' : `200 with userId ${expectedUserId}`;
  context.recorder.step(name, expected, describeAnswer(answer), passed);
  return passed ? userId : undefined;
}

/** Records whether two tokens differ. */
export function expectDifferent(context: CaseContext, name: string, left: string, right: string): boolean {
  const differ = left !== right;
  return context.recorder.step(name, 'two different tokens', differ ? 'different' : 'the same token twice', differ);
}

/** Logs the trader in and records whether the success URL carried a token. @returns The one-time token. */
export async function expectLogin(
  context: CaseContext,
  name: string,
  { trader = context.trader, keepMeLoggedIn = false }: { trader?: Trader; keepMeLoggedIn?: boolean } = {},
): Promise<string | undefined> {
  const outcome = await context.loginForm.logIn({ ...trader, keepMeLoggedIn });
  return expectSuccessUrl(context, name, outcome);
}

/** Records whether a log-in or sign-up reached the success URL. @returns The one-time token. */
export function expectSuccessUrl(context: CaseContext, name: string, outcome: LoginOutcome): string | undefined {
  context.recorder.step(name, '303 to the success URL with a token', describeLogin(outcome), outcome.kind === 'token');
  return outcome.kind === 'token' ? outcome.token : undefined;
}

/** Records that there is nothing to try a case with, when there is none. @returns The `crmApiToken`. */
export function expectCrmApiToken(context: CaseContext): string | undefined {
  const { crmApiToken } = context;
  if (crmApiToken === undefined)
    context.recorder.step('a crmApiToken to call with', 'one from call 4.1', 'none', false);
  return crmApiToken;
}

export function describeLogin(outcome: LoginOutcome): string {
  if (outcome.kind === 'failed') return outcome.seen;
  return `303 to ${outcome.successAddress} with token ${shortenSecret(outcome.token)}`;
}

/** The status and the telling fields; tokens shortened. */
export function describeAnswer(answer: CallAnswer): string {
  if (answer.failure !== null) return answer.failure;
  const fields = ['code', 'userId', 'crmApiToken', 'accessToken', 'inappToken', 'token']
    .filter((name) => name in answer.body)
    .map((name) => `${name} ${describeField(name, answer.body[name])}`);
  return [String(answer.status), ...fields].join(', ');
}

function describeField(name: string, value: unknown): string {
  if (typeof value === 'string' && name.endsWith('oken')) return shortenSecret(value);
  return (JSON.stringify(value) ?? '').slice(0, 80);
}
