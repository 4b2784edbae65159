import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { expectCalls, expectPlainReturn } from '../expect-return.ts';
import { passScreens } from '../pass-screens.ts';
import type { PlatformCall } from '../platform-view.ts';
import { addressOfScreen, CHECKED_SCREENS } from '../screens-to-check.ts';

/** 6.3.4: a deposit. */
export const depositCase = paymentCase('6.3.4', 'deposit', 'DEPOSIT');

/** 6.3.5: a withdrawal. */
export const withdrawalCase = paymentCase('6.3.5', 'withdrawal', 'WITHDRAW');

function paymentCase(id: string, name: string, type: string): BrowserCase {
  return {
    id,
    title: `A ${name} in the app`,
    async run(context) {
      const screen = CHECKED_SCREENS.find((one) => one.name === name);
      const address = screen && (await addressOfScreen(context, screen));
      if (!address) return;
      const moment = (await context.platform?.now()) ?? 0;
      const visit = await context.screens.visit();
      try {
        const status = await visit.open(address);
        if (!context.recorder.step('open the screen', '200', String(status), status === 200)) return;
        const fault = await passScreens(visit, { amount: context.amount });
        if (!expectPlainReturn(context, `send ${context.amount}`, visit, fault)) return;
      } finally {
        await visit.close();
      }
      const [call] = await expectCalls(context, moment, ['3.5']);
      if (call) expectPayment(context, call, type);
    },
  };
}

function expectPayment({ account, amount, recorder }: BrowserCaseContext, call: PlatformCall, type: string): void {
  const { request, response } = call;
  const expected = `${type} ${Number(amount)} on ${account}, with a balanceHistoryId`;
  const id = typeof response.balanceHistoryId === 'number' ? 'with' : 'without';
  const seen = `${request.type} ${Number(request.preciseAmount)} on ${request.login}, ${id} a balanceHistoryId`;
  recorder.step('what call 3.5 did', expected, seen, seen === expected);
}
