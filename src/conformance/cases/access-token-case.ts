import type { CaseContext, ConformanceCase } from '../conformance-case.ts';
import { expectCrmApiToken, expectLogin, expectStatus, expectToken, expectUser } from '../expectations.ts';
import { forgeToken, GARBAGE_TOKEN } from '../wrong-token.ts';

/** 6.1.3: call 4.3 with a valid token, an invalid token, an invalid `crmApiToken`; and the end by call 4.5. */
export const accessTokenCase: ConformanceCase = {
  id: '6.1.3',
  title: 'An accessToken logs in again until log-out (4.3, 4.5)',
  async run(context) {
    const { bridge } = context;
    const crmApiToken = expectCrmApiToken(context);
    if (crmApiToken === undefined) return;
    const garbage = await bridge.verifyAccessToken(GARBAGE_TOKEN, crmApiToken);
    expectStatus(context, 'garbage for an accessToken', garbage, 404, 417);
    const session = await openSession(context, crmApiToken);
    if (!session) return;
    await tryTokens(context, session);
    await tryLogOut(context, session);
  },
};

interface Session {
  readonly userId: number;
  readonly accessToken: string;
  readonly crmApiToken: string;
}

async function openSession(context: CaseContext, crmApiToken: string): Promise<Session | undefined> {
  const token = await expectLogin(context, 'log in with "keep me logged in"', { keepMeLoggedIn: true });
  if (!token) return undefined;
  const answer = await context.bridge.redeemOneTimeToken(token, crmApiToken);
  const userId = expectUser(context, 'get an accessToken by 4.2', answer);
  const accessToken = expectToken(context, 'the accessToken is there', answer, 'accessToken');
  if (userId === undefined || accessToken === undefined) return undefined;
  expectStatus(
    context,
    'the used one-time token for an accessToken',
    await context.bridge.verifyAccessToken(token, crmApiToken),
    404,
    417,
  );
  return { userId, accessToken, crmApiToken };
}

async function tryTokens(context: CaseContext, { userId, accessToken, crmApiToken }: Session): Promise<void> {
  const { bridge } = context;
  expectUser(context, 'valid accessToken', await bridge.verifyAccessToken(accessToken, crmApiToken), userId);
  expectUser(context, 'the same once more', await bridge.verifyAccessToken(accessToken, crmApiToken), userId);
  const forged = await bridge.verifyAccessToken(forgeToken(accessToken), crmApiToken);
  expectStatus(context, 'accessToken that nobody issued', forged, 404, 417);
  const foreign = await bridge.verifyAccessToken(accessToken, forgeToken(crmApiToken));
  expectStatus(context, 'crmApiToken that nobody issued', foreign, 403);
  expectStatus(context, 'no crmApiToken', await bridge.verifyAccessToken(accessToken, undefined), 403);
}

async function tryLogOut(context: CaseContext, { crmApiToken, ...session }: Session): Promise<void> {
  const { bridge } = context;
  const foreign = await bridge.logOut(session, forgeToken(crmApiToken));
  expectStatus(context, 'log-out with a crmApiToken that nobody issued', foreign, 403);
  const still = await bridge.verifyAccessToken(session.accessToken, crmApiToken);
  expectUser(context, 'the accessToken outlives the refused log-out', still, session.userId);
  expectStatus(context, 'log-out (4.5)', await bridge.logOut(session, crmApiToken), 204);
  const after = await bridge.verifyAccessToken(session.accessToken, crmApiToken);
  expectStatus(context, 'the accessToken after log-out', after, 404);
}
