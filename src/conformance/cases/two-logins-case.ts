import type { ConformanceCase } from '../conformance-case.ts';
import { expectCrmApiToken, expectDifferent, expectSuccessUrl, expectUser } from '../expectations.ts';

/** 6.1.5: two log-ins of one user. */
export const twoLoginsCase: ConformanceCase = {
  id: '6.1.5',
  title: 'Two log-ins give two different one-time tokens',
  async run(context) {
    const { bridge, recorder } = context;
    const entry = { ...context.trader, keepMeLoggedIn: false };
    const firstOutcome = await context.loginForm.logIn(entry);
    const first = expectSuccessUrl(context, 'first log-in', firstOutcome);
    const secondOutcome = await context.loginForm.logIn(entry);
    const second = expectSuccessUrl(context, 'second log-in', secondOutcome);
    if (firstOutcome.kind !== 'token' || secondOutcome.kind !== 'token' || !first || !second) return;
    expectDifferent(context, 'the tokens differ', first, second);
    recorder.step(
      'both log-ins reach the same success URL',
      firstOutcome.successAddress,
      secondOutcome.successAddress,
      firstOutcome.successAddress === secondOutcome.successAddress,
    );
    const crmApiToken = expectCrmApiToken(context);
    if (crmApiToken === undefined) return;
    const userId = expectUser(context, 'the first is valid', await bridge.redeemOneTimeToken(first, crmApiToken));
    expectUser(context, 'the second is valid', await bridge.redeemOneTimeToken(second, crmApiToken), userId);
  },
};
