import type { BrowserCase } from '../browser-case.ts';
import { expectCalls, expectPlainReturn } from '../expect-return.ts';
import { passScreens } from '../pass-screens.ts';
import { addressOfScreen, CHECKED_SCREENS } from '../screens-to-check.ts';

/** 6.3.6: a new account, opened in the app. */
export const createAccountCase: BrowserCase = {
  id: '6.3.6',
  title: 'A new account in the app',
  async run(context) {
    const screen = CHECKED_SCREENS.find(({ path }) => path === 'account/create');
    const address = screen && (await addressOfScreen(context, screen));
    if (!address) return;
    const moment = (await context.platform?.now()) ?? 0;
    const visit = await context.screens.visit();
    try {
      const status = await visit.open(address);
      if (!context.recorder.step('open the screen', '200', String(status), status === 200)) return;
      const fault = await passScreens(visit, {});
      if (!expectPlainReturn(context, 'open an account', visit, fault)) return;
    } finally {
      await visit.close();
    }
    const [created, linked] = await expectCalls(context, moment, ['3.3', '3.4']);
    if (!created || !linked) return;
    const [login, linkedLogin] = [created.response.login, linked.request.traderLogin];
    context.recorder.step('the account that was linked', String(login), String(linkedLogin), login === linkedLogin);
  },
};
