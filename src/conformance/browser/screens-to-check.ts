import type { BrowserCaseContext } from './browser-case.ts';
import { expectInappToken } from './inapp-session.ts';

/** A screen that the vendor looks at. */
export interface CheckedScreen {
  readonly name: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the app opens it, with a token. */
  readonly isInapp: boolean;
  readonly needsAccount: boolean;
}

const OPEN = { isInapp: false, needsAccount: false, parameters: {} };
const INAPP = { isInapp: true, needsAccount: false, parameters: {} };

/** @see The SSO contract, section 7. */
export const CHECKED_SCREENS: readonly CheckedScreen[] = [
  { ...OPEN, name: 'log-in', path: 'auth/login', parameters: { firstLogin: 'false' } },
  { ...OPEN, name: 'sign-up', path: 'auth/login', parameters: { firstLogin: 'true' } },
  { ...INAPP, name: 'deposit', path: 'inapp/deposit', needsAccount: true },
  { ...INAPP, name: 'withdrawal', path: 'inapp/withdrawal', needsAccount: true },
  { ...INAPP, name: 'open new account', path: 'account/create' },
  { ...INAPP, name: 'change password', path: 'inapp/change-password' },
  { ...INAPP, name: 'change email', path: 'inapp/change-email' },
];

/** @returns The screen's address, with a fresh token where it needs one; `undefined` when that cannot be had. */
export async function addressOfScreen(
  context: BrowserCaseContext,
  { name, path, parameters, isInapp, needsAccount }: CheckedScreen,
): Promise<URL | undefined> {
  if (!isInapp) return context.addresses.of(path, parameters);
  if (needsAccount && context.account === undefined) {
    context.recorder.unprovable(`${name}: no --account was given`);
    return undefined;
  }
  const token = await expectInappToken(context, `a token for ${name} (4.4)`);
  if (token === undefined) return undefined;
  const account = needsAccount ? { account: String(context.account) } : {};
  return context.addresses.of(path, { ...parameters, token, ...account });
}
