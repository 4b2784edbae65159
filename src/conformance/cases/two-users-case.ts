import type { CaseContext, ConformanceCase } from '../conformance-case.ts';
import { expectCrmApiToken, expectDifferent, expectLogin, expectSuccessUrl, expectUser } from '../expectations.ts';
import { newTrader } from '../new-trader.ts';

/** 6.1.6: two users log in. */
export const twoUsersCase: ConformanceCase = {
  id: '6.1.6',
  title: 'Two users get two different, valid one-time tokens',
  async run(context) {
    const { bridge, recorder } = context;
    const first = await expectLogin(context, 'the first user logs in');
    const second = await enterAsSecondUser(context);
    const crmApiToken = expectCrmApiToken(context);
    if (!first || !second || crmApiToken === undefined) return;
    expectDifferent(context, 'the tokens differ', first, second);
    const firstId = expectUser(context, 'the first is valid', await bridge.redeemOneTimeToken(first, crmApiToken));
    const secondId = expectUser(context, 'the second is valid', await bridge.redeemOneTimeToken(second, crmApiToken));
    if (firstId === undefined || secondId === undefined) return;
    recorder.step('they name two users', 'two userIds', `${firstId} and ${secondId}`, firstId !== secondId);
  },
};

async function enterAsSecondUser(context: CaseContext): Promise<string | undefined> {
  const trader = context.secondTrader;
  if (trader) return expectLogin(context, 'the second user logs in', { trader });
  const fresh = newTrader();
  context.recorder.note(`No second login was given, so ${fresh.email} was signed up; it stays at the white label.`);
  const outcome = await context.loginForm.signUp({ ...fresh, keepMeLoggedIn: false });
  return expectSuccessUrl(context, 'a second user signs up', outcome);
}
