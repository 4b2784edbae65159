import type { Route } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { depositScreen } from './deposit/deposit-screen.ts';
import { loginScreen } from './login/login-screen.ts';
import type { Screen } from './page/screen.ts';
import { resetPasswordScreen } from './reset-password/reset-password-screen.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** The screens of traders, each in its folder. @see The SSO contract, section 5. */
export function allScreens(dependencies: ScreensDependencies): Screen[] {
  return [loginScreen(dependencies), resetPasswordScreen(dependencies), depositScreen(dependencies)];
}

/** The table that is mounted. */
export function routesOf(screens: readonly Screen[]): Route<ScreenCaller>[] {
  return screens.flatMap(({ routes }) => routes);
}
