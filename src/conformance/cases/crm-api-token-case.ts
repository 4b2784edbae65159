import type { CaseContext, ConformanceCase } from '../conformance-case.ts';
import { describeAnswer, expectDifferent, expectStatus, expectToken } from '../expectations.ts';
import { forgeToken, GARBAGE_TOKEN } from '../wrong-token.ts';

/** 6.1.1: call 4.1 with a valid, then an invalid password. */
export const crmApiTokenCase: ConformanceCase = {
  id: '6.1.1',
  title: 'A password buys a crmApiToken (4.1)',
  async run(context) {
    const { bridge, password } = context;
    const first = expectToken(context, 'valid password', await bridge.buyCrmApiToken(password), 'crmApiToken');
    const second = expectToken(context, 'valid password again', await bridge.buyCrmApiToken(password), 'crmApiToken');
    if (first && second) {
      expectDifferent(context, 'each call gives a fresh token', first, second);
      await expectAccepted(context, 'the first token still works after the second was bought', first);
      await expectAccepted(context, 'the second token works', second);
    }
    expectStatus(context, 'password with its end changed', await bridge.buyCrmApiToken(forgeToken(password)), 403);
    expectStatus(context, 'password of another kind', await bridge.buyCrmApiToken(GARBAGE_TOKEN), 403);
  },
};

/** Asks with a one-time token that nobody has: whoever gets as far as "not found" was let in. */
async function expectAccepted(context: CaseContext, name: string, crmApiToken: string): Promise<void> {
  const answer = await context.bridge.redeemOneTimeToken(GARBAGE_TOKEN, crmApiToken);
  const isLetIn = answer.failure === null && answer.status !== 401 && answer.status !== 403;
  context.recorder.step(name, 'not 403', describeAnswer(answer), isLetIn);
}
