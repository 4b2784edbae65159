import type { SimulatedBroker } from '../simulated-broker.ts';
import { type BridgeCall, redeemOneTimeToken, verifyAccessToken } from './bridge-calls.ts';
import type { BridgeClient, BridgeFailure } from './bridge-client.ts';

/** Whom the bridge signed in. */
export interface SignedIn {
  readonly ok: true;
  readonly broker: SimulatedBroker;
  readonly userId: number;
  /** Only with "keep me logged in", and only from call 4.2. */
  readonly accessToken: string | null;
  readonly inappToken: string | null;
}

/** No answer at all (0), or a token that was seen and is no good: another broker could not say otherwise. */
const FINAL_STATUSES = new Set([0, 404, 410, 417]);

/**
 * Exchanges a one-time token. The success URL does not say whose it is, so one broker after the other is tried: a check
 * that fails for the wrong one does not spend the token.
 *
 * @param brokers - The likeliest first; at least one.
 * @returns The most telling failure when nobody takes the token.
 */
export async function signInWithOneTimeToken(
  bridge: BridgeClient,
  brokers: readonly SimulatedBroker[],
  token: string,
): Promise<SignedIn | BridgeFailure> {
  let worst: BridgeFailure | undefined;
  for (const broker of brokers) {
    const answer = await signIn(bridge, broker, redeemOneTimeToken(token));
    if (answer.ok || FINAL_STATUSES.has(answer.status)) return answer;
    if (!worst || worst.code === 'BROKER_ID_MISMATCH') worst = answer;
  }
  if (!worst) throw new Error('There is no broker to try');
  return worst;
}

/** Opens the app again with the long-term token that it kept. */
export async function signInWithAccessToken(
  bridge: BridgeClient,
  broker: SimulatedBroker,
  accessToken: string,
): Promise<SignedIn | BridgeFailure> {
  return signIn(bridge, broker, verifyAccessToken(accessToken));
}

async function signIn(
  bridge: BridgeClient,
  broker: SimulatedBroker,
  call: BridgeCall,
): Promise<SignedIn | BridgeFailure> {
  const answer = await bridge.call(broker, call);
  if (!answer.ok) return answer;
  const { userId, accessToken, inappToken } = answer.body;
  if (typeof userId !== 'number') {
    const { status } = answer;
    return { ok: false, call: call.name, status, code: 'NO_USER_ID', message: 'The answer has no integer userId' };
  }
  return { ok: true, broker, userId, accessToken: textOrNull(accessToken), inappToken: textOrNull(inappToken) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
