import { BridgeError } from '../../errors/bridge-error.ts';
import { isSignedRequest } from '../../lib/request-signature.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { ApiKeyHome } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { partitionOf } from './key-home.ts';
import type { PresentedKey } from './presented-key.ts';

/** How far the clocks of the two may be apart, and how long a request may be under way. */
const WINDOW_SECONDS = 300;
/** One that is signed ahead of time is good for two windows; the clocks of several processes may differ too. */
const REMEMBERED_MS = (2 * WINDOW_SECONDS + 60) * 1000;

/**
 * A signature is good once, whichever process sees it; one that is wrong leaves nothing behind.
 *
 * @param secret - `null` where the key has none and can sign nothing.
 * @throws `invalid_signature`
 */
export async function checkSignature(
  { expiring, clock }: Pick<ApiKeysDependencies, 'expiring' | 'clock'>,
  home: ApiKeyHome,
  secret: string | null,
  { signature: presented, request }: PresentedKey,
): Promise<void> {
  if (presented === null) throw wrong('there is none');
  if (secret === null) throw wrong('a publishable key signs nothing');
  const { timestamp, signature } = presented;
  const { method, path, body } = request;
  const signed = { timestamp, method: method.toUpperCase(), path, body };
  const times = { nowMs: clock.nowMs(), windowSeconds: WINDOW_SECONDS };
  if (!isSignedRequest(secret, signed, signature, { ...times, form: 'joined' })) throw wrong('wrong or stale');
  const id = hashToken(signature.toLowerCase());
  const place = { partition: partitionOf(home), kind: 'api-key-signature', id };
  const isFirst = await expiring.putIfAbsent(place, '', { validForMs: REMEMBERED_MS });
  if (!isFirst) throw wrong('it was used before');
}

/** Why is for the log alone. */
function wrong(detail: string): BridgeError {
  return new BridgeError('invalid_signature', { detail });
}
