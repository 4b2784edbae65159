import type { CallAnswer } from '../bridge-client.ts';
import type { AgingToken, CaseContext, ConformanceCase } from '../conformance-case.ts';
import { describeLogin, expectCrmApiToken, expectStatus, expectUser } from '../expectations.ts';

/** Past the end by this much, so that the clocks of two machines need not run alike. */
const MARGIN_MS = 500;

/** The shortest life that a white label may choose, in seconds; a token younger than this has to be alive. */
const SHORTEST_TTL_SECONDS = 10;

/** 6.1.7: call 4.2 one minute after the log-in. */
export const tokenExpiryCase: ConformanceCase = {
  id: '6.1.7',
  title: 'A one-time token expires (4.2 after a minute)',
  async run(context) {
    const { young, old, spare, ttlSeconds, fullTtlSeconds } = context.aging;
    const crmApiToken = expectCrmApiToken(context);
    if (crmApiToken === undefined) return;
    const redeem = async (token: string): Promise<CallAnswer> => context.bridge.redeemOneTimeToken(token, crmApiToken);
    await tryYoung(context, young, redeem);

    const oldToken = tokenOf(context, old, 'log in at the start');
    if (oldToken === undefined) return;
    await waitForAge(context, old, ttlSeconds);
    const answer = await redeem(oldToken);
    if (!spare || answer.status !== 200) {
      expectStatus(context, `a token after ${ttlSeconds} s`, answer, 410);
      return;
    }
    context.recorder.note(
      `Tokens of this white label live longer than ${ttlSeconds} s, so --fast waited the full ${fullTtlSeconds} s.`,
    );
    const spareToken = tokenOf(context, spare, 'second log-in at the start');
    if (spareToken === undefined) return;
    await waitForAge(context, spare, fullTtlSeconds);
    expectStatus(context, `a token after ${fullTtlSeconds} s`, await redeem(spareToken), 410);
  },
};

async function tryYoung(
  context: CaseContext,
  young: AgingToken,
  redeem: (token: string) => Promise<CallAnswer>,
): Promise<void> {
  const token = tokenOf(context, young, 'log in at the start');
  if (token === undefined) return;
  const lifeMs = Math.min(context.aging.ttlSeconds, SHORTEST_TTL_SECONDS) * 1000;
  const waitMs = young.receivedAtMs + lifeMs / 2 - context.clock.nowMs();
  if (waitMs > 0) await context.wait(waitMs, 'a token has to be alive at this age');
  const ageMs = context.clock.nowMs() - young.receivedAtMs;
  if (ageMs > lifeMs * 0.9) {
    context.recorder.note('The other cases took so long that it was not tried whether a token lives long enough.');
    return;
  }
  expectUser(context, `a token after ${(ageMs / 1000).toFixed(1)} s is alive`, await redeem(token));
}

function tokenOf(context: CaseContext, { outcome }: AgingToken, name: string): string | undefined {
  if (outcome.kind === 'token') return outcome.token;
  context.recorder.step(name, '303 to the success URL with a token', describeLogin(outcome), false);
  return undefined;
}

async function waitForAge(context: CaseContext, token: AgingToken, ttlSeconds: number): Promise<void> {
  const waitMs = token.receivedAtMs + ttlSeconds * 1000 + MARGIN_MS - context.clock.nowMs();
  if (waitMs > 0) await context.wait(waitMs, 'the token has to expire');
}
