import type { Route } from '../../http/route.ts';
import { agreementsScreen } from './agreements/agreements-screen.ts';
import { appAgreementsScreen } from './agreements/app-agreements-screen.ts';
import type { ScreenCaller } from './authenticate.ts';
import { changeEmailScreen } from './change-email/change-email-screen.ts';
import { confirmEmailScreen } from './change-email/confirm-email-screen.ts';
import { changePasswordScreen } from './change-password/change-password-screen.ts';
import { consentScreen } from './consent/consent-screen.ts';
import { createAccountScreen } from './create-account/create-account-screen.ts';
import { depositScreen } from './deposit/deposit-screen.ts';
import { returnScreen } from './deposit/return-screen.ts';
import { secondStepScreen } from './deposit/second-step-screen.ts';
import { chatScreen } from './hub/chat-screen.ts';
import { servicesScreen } from './hub/services-screen.ts';
import { kycScreen } from './kyc/kyc-screen.ts';
import { loginScreen } from './login/login-screen.ts';
import type { Screen } from './page/screen.ts';
import { resetPasswordScreen } from './reset-password/reset-password-screen.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';
import { ssoCallbackScreen } from './sso-callback/sso-callback-screen.ts';
import { withdrawalScreen } from './withdrawal/withdrawal-screen.ts';

/** The screens of traders, each in its folder. @see The SSO contract, section 5. */
export function allScreens(dependencies: ScreensDependencies): Screen[] {
  return [
    loginScreen(dependencies),
    appAgreementsScreen(dependencies),
    consentScreen(dependencies),
    resetPasswordScreen(dependencies),
    createAccountScreen(dependencies),
    depositScreen(dependencies),
    returnScreen(dependencies),
    secondStepScreen(dependencies),
    withdrawalScreen(dependencies),
    kycScreen(dependencies),
    changePasswordScreen(dependencies),
    changeEmailScreen(dependencies),
    confirmEmailScreen(dependencies),
    agreementsScreen(dependencies),
    servicesScreen(dependencies),
    chatScreen(dependencies),
    ssoCallbackScreen(dependencies),
  ];
}

/** The table that is mounted. */
export function routesOf(screens: readonly Screen[]): Route<ScreenCaller>[] {
  return screens.flatMap(({ routes }) => routes);
}
