import type { CaseContext, ConformanceCase } from '../conformance-case.ts';
import { describeAnswer, expectCrmApiToken, expectLogin, expectStatus, expectUser } from '../expectations.ts';
import { forgeToken, GARBAGE_TOKEN } from '../wrong-token.ts';

const PARALLEL_CALLS = 20;

/** 6.1.2: call 4.2 with a valid token, an invalid token, an invalid `crmApiToken`; and single use. */
export const oneTimeTokenCase: ConformanceCase = {
  id: '6.1.2',
  title: 'A one-time token becomes a session, once (4.2)',
  async run(context) {
    const crmApiToken = expectCrmApiToken(context);
    if (crmApiToken === undefined) return;
    await tryValidAndUsed(context, crmApiToken);
    await tryKeepMeLoggedIn(context, crmApiToken);
    await tryInvalidCrmApiTokens(context, crmApiToken);
    await tryInParallel(context, crmApiToken);
  },
};

async function tryValidAndUsed(context: CaseContext, crmApiToken: string): Promise<void> {
  const { bridge, recorder } = context;
  expectStatus(context, 'garbage for a token', await bridge.redeemOneTimeToken(GARBAGE_TOKEN, crmApiToken), 404, 417);
  const token = await expectLogin(context, 'log in');
  if (!token) return;
  const forged = await bridge.redeemOneTimeToken(forgeToken(token), crmApiToken);
  expectStatus(context, 'token that nobody issued', forged, 404, 417);
  const answer = await bridge.redeemOneTimeToken(token, crmApiToken);
  expectUser(context, 'valid token', answer);
  const hasAccessToken = 'accessToken' in answer.body;
  const seen = hasAccessToken ? 'an accessToken' : 'none';
  recorder.step('without "keep me logged in"', 'no accessToken', seen, answer.failure === null && !hasAccessToken);
  expectStatus(context, 'the same token again', await bridge.redeemOneTimeToken(token, crmApiToken), 404);
}

async function tryKeepMeLoggedIn(context: CaseContext, crmApiToken: string): Promise<void> {
  const token = await expectLogin(context, 'log in with "keep me logged in"', { keepMeLoggedIn: true });
  if (!token) return;
  const answer = await context.bridge.redeemOneTimeToken(token, crmApiToken);
  expectUser(context, 'valid token of "keep me logged in"', answer);
  const { accessToken } = answer.body;
  const isThere = typeof accessToken === 'string' && accessToken !== '';
  context.recorder.step('with "keep me logged in"', 'an accessToken', describeAnswer(answer), isThere);
}

async function tryInvalidCrmApiTokens(context: CaseContext, crmApiToken: string): Promise<void> {
  const { bridge } = context;
  const token = await expectLogin(context, 'log in once more');
  if (!token) return;
  const forged = await bridge.redeemOneTimeToken(token, forgeToken(crmApiToken));
  expectStatus(context, 'crmApiToken that nobody issued', forged, 403);
  expectStatus(context, 'garbage for a crmApiToken', await bridge.redeemOneTimeToken(token, GARBAGE_TOKEN), 403);
  expectStatus(context, 'no crmApiToken', await bridge.redeemOneTimeToken(token, undefined), 403);
  const answer = await bridge.redeemOneTimeToken(token, crmApiToken);
  expectUser(context, 'the refused calls did not use the token up', answer);
}

async function tryInParallel(context: CaseContext, crmApiToken: string): Promise<void> {
  const token = await expectLogin(context, 'log in for the parallel calls');
  if (!token) return;
  const calls = Array.from({ length: PARALLEL_CALLS }, () => context.bridge.redeemOneTimeToken(token, crmApiToken));
  const statuses = (await Promise.all(calls)).map((answer) => answer.status);
  const successes = statuses.filter((status) => status === 200).length;
  // A bridge may take nineteen failures at once for an attack (429); it may not take them for anything else.
  const others = statuses.filter((status) => ![200, 404, 429].includes(status)).length;
  const seen = [...new Set(statuses)].map(
    (status) => `${status}: ${statuses.filter((other) => other === status).length}`,
  );
  context.recorder.step(
    `${PARALLEL_CALLS} calls at once with one token`,
    `one 200, ${PARALLEL_CALLS - 1} times 404`,
    seen.join(', '),
    successes === 1 && others === 0,
  );
}
