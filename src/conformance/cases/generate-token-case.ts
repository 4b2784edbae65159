import { randomInt } from 'node:crypto';
import type { CaseContext, ConformanceCase } from '../conformance-case.ts';
import {
  expectCrmApiToken,
  expectDifferent,
  expectLogin,
  expectStatus,
  expectToken,
  expectUser,
} from '../expectations.ts';
import { forgeToken, GARBAGE_TOKEN } from '../wrong-token.ts';

/** 6.1.4: call 4.4 with a valid user, an unknown one, an invalid `crmApiToken`; and with `inappToken` where in use. */
export const generateTokenCase: ConformanceCase = {
  id: '6.1.4',
  title: 'A one-time token for an in-app screen (4.4)',
  async run(context) {
    const crmApiToken = expectCrmApiToken(context);
    if (crmApiToken === undefined) return;
    const token = await expectLogin(context, 'log in');
    if (!token) return;
    const answer = await context.bridge.redeemOneTimeToken(token, crmApiToken);
    const userId = expectUser(context, 'learn the userId by 4.2', answer);
    if (userId === undefined) return;
    const inappToken = typeof answer.body.inappToken === 'string' ? answer.body.inappToken : undefined;
    const session = { userId, crmApiToken, inappToken };
    await tryUsers(context, session);
    await tryCrmApiTokens(context, session);
    if (inappToken === undefined) context.recorder.note('This white label uses no inappToken, so none was tried.');
    else await tryInappTokens(context, { ...session, inappToken });
  },
};

interface Session {
  readonly userId: number;
  readonly crmApiToken: string;
  readonly inappToken: string | undefined;
}

async function tryUsers(context: CaseContext, { userId, ...access }: Session): Promise<void> {
  const { bridge } = context;
  const first = expectToken(context, 'valid userId', await bridge.generateOneTimeToken(userId, access), 'token');
  const second = expectToken(context, 'valid userId again', await bridge.generateOneTimeToken(userId, access), 'token');
  if (first && second) expectDifferent(context, 'each call gives a fresh token', first, second);
  const unknown = await bridge.generateOneTimeToken(unknownUserId(userId), access);
  expectStatus(context, 'userId that nobody has', unknown, 404);
}

async function tryCrmApiTokens(context: CaseContext, { userId, crmApiToken, inappToken }: Session): Promise<void> {
  const { bridge } = context;
  for (const [name, wrong] of [
    ['crmApiToken that nobody issued', forgeToken(crmApiToken)],
    ['garbage for a crmApiToken', GARBAGE_TOKEN],
    ['no crmApiToken', undefined],
  ] as const) {
    const answer = await bridge.generateOneTimeToken(userId, { crmApiToken: wrong, inappToken });
    expectStatus(context, name, answer, 403);
  }
}

async function tryInappTokens(context: CaseContext, session: Session & { readonly inappToken: string }): Promise<void> {
  const { bridge } = context;
  const { userId, crmApiToken, inappToken } = session;
  for (const [name, wrong] of [
    ['inappToken that nobody issued', forgeToken(inappToken)],
    ['garbage for an inappToken', GARBAGE_TOKEN],
    ['no inappToken although 4.2 returned one', undefined],
  ] as const) {
    expectStatus(context, name, await bridge.generateOneTimeToken(userId, { crmApiToken, inappToken: wrong }), 403);
  }
  const after = await bridge.generateOneTimeToken(userId, { crmApiToken, inappToken });
  expectToken(context, 'the right inappToken still works', after, 'token');
}

/** Far above the ids that platforms give out, within 32 bits. */
function unknownUserId(userId: number): number {
  const candidate = randomInt(2_000_000_000, 2_147_483_000);
  return candidate === userId ? candidate + 1 : candidate;
}
