import type { BrowserCase } from '../browser-case.ts';
import { expectCalls, expectOpenedSession, expectReopened } from '../expect-return.ts';
import { signUpInBrowser } from '../sign-up-in-browser.ts';

/** 6.3.1: sign-up, then close and reopen. */
export const signUpCase: BrowserCase = {
  id: '6.3.1',
  title: 'Sign-up; the app is closed and opened again',
  async run(context) {
    const moment = (await context.platform?.now()) ?? 0;
    const signedUp = await signUpInBrowser(context);
    if (!signedUp) return;
    const session = await expectOpenedSession(context, signedUp.token);
    if (session) await expectReopened(context, session);
    await expectCalls(context, moment, ['3.2', '3.3', '3.4']);
  },
};
