import type { BrowserCase } from '../browser-case.ts';
import { expectOpenedSession, expectReopened, expectTokenReturn } from '../expect-return.ts';
import { passScreens } from '../pass-screens.ts';

/** 6.3.2: log-in, then close and reopen. */
export const logInCase: BrowserCase = {
  id: '6.3.2',
  title: 'Log-in; the app is closed and opened again',
  async run(context) {
    const visit = await context.screens.visit();
    try {
      await visit.open(context.addresses.of('auth/login', { firstLogin: 'false' }));
      const fault = await passScreens(visit, { ...context.trader, keepMeLoggedIn: true });
      const token = expectTokenReturn(context, 'log in with "keep me logged in"', visit, fault);
      const session = token === undefined ? undefined : await expectOpenedSession(context, token);
      if (session) await expectReopened(context, session);
    } finally {
      await visit.close();
    }
  },
};
