import { findUser } from './platform.ts';
import { handOffInput } from './schemas.ts';
import { answerWith, managerCall, refuse } from './simulated-call.ts';

/** The hand-off call: says once who holds one of the platform's own one-time tokens. */
export const redeemHandOffToken = managerCall(
  { name: 'hand-off', method: 'post', path: '/ctid2/inAppToken/redeem', from: 'body' },
  handOffInput,
  ({ platform, broker, input }) => {
    const { state, clock } = platform;
    const held = state.handOffTokens.find(({ token }) => token === input.token);
    const user = held && findUser(platform, broker, held.userId);
    const usable = held && user && !held.used && held.expiresAtMs > clock.nowMs();
    if (!usable) return refuse(404, 'CH_TOKEN_NOT_FOUND', 'The token is unknown, expired or used');
    held.used = true;
    platform.changed();
    return answerWith(200, { userId: user.userId, email: user.email, tradingLogin: held.login });
  },
);
