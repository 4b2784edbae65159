import type { BrowserCase } from './browser-case.ts';
import { attributionCase } from './cases/attribution-case.ts';
import { createAccountCase } from './cases/create-account-case.ts';
import { designCase } from './cases/design-case.ts';
import { embeddedCase } from './cases/embedded-case.ts';
import { firstLoginCase } from './cases/first-login-case.ts';
import { languageCase } from './cases/language-case.ts';
import { logInCase } from './cases/log-in-case.ts';
import { parametersCase } from './cases/parameters-case.ts';
import { depositCase, withdrawalCase } from './cases/payment-case.ts';
import { resetControlCase } from './cases/reset-control-case.ts';
import { resetPasswordCase } from './cases/reset-password-case.ts';
import { signUpCase } from './cases/sign-up-case.ts';
import { sizesCase } from './cases/sizes-case.ts';
import { switchCase } from './cases/switch-case.ts';
import { themeCase } from './cases/theme-case.ts';

/** The vendor's tests 6.2.1 to 6.3.9, in order. */
export const BROWSER_CASES: readonly BrowserCase[] = [
  designCase,
  sizesCase,
  languageCase,
  themeCase,
  firstLoginCase,
  parametersCase,
  resetControlCase,
  signUpCase,
  logInCase,
  attributionCase,
  depositCase,
  withdrawalCase,
  createAccountCase,
  switchCase,
  embeddedCase,
  resetPasswordCase,
];
