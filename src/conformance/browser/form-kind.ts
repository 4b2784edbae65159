import type { Page } from 'playwright-core';

export type FormKind = 'log-in' | 'sign-up' | 'neither';

/** By what the password field asks a password manager for, and by the way out for who forgot the password. */
export async function readFormKind(page: Page): Promise<FormKind> {
  const asksForNew = (await page.$('form input[autocomplete~=new-password]')) !== null;
  if (asksForNew) return 'sign-up';
  const asksForPassword = (await page.$('form input[type=password]')) !== null;
  return asksForPassword && (await findResetControl(page)) !== undefined ? 'log-in' : 'neither';
}

export function describeForm(kind: FormKind): string {
  return kind === 'neither' ? 'a page that is neither: no password field, or none with a way to reset it' : kind;
}

/** @returns A selector of the control that resets the password; in any language, hence by its address. */
export async function findResetControl(page: Page): Promise<string | undefined> {
  const selectors = ['a[href*=reset i]', 'a[href*=forgot i]', 'a[href*=recover i]', 'button[formaction*=reset i]'];
  for (const selector of selectors) if (await page.isVisible(selector)) return selector;
  return undefined;
}
