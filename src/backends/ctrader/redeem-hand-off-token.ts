import type { Broker } from '../../domain/brokers/broker.ts';
import type { HandedOffUser } from '../../domain/users/identity-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type HandOffAnswer, handOffAnswer, handOffRequest, wireText } from './wire-schemas.ts';

const REDEEM_HAND_OFF_TOKEN: PlatformCall<HandOffAnswer> = {
  name: 'hand-off',
  method: 'POST',
  idempotent: false,
  answer: handOffAnswer,
  refusals: { 404: 'token_unknown' },
};

/** The hand-off call. */
export async function redeemHandOffToken(
  platform: PlatformClient,
  broker: Broker,
  token: string,
): Promise<HandedOffUser> {
  const body = wireText(handOffRequest, { token });
  const answer = await platform.call(broker, REDEEM_HAND_OFF_TOKEN, { path: '/ctid2/inAppToken/redeem', body });
  return { platformUserId: answer.userId, email: answer.email, tradingLogin: answer.tradingLogin };
}
