import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey, ExpiringStore } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

/** What a trader has entered so far. */
export interface PendingSignUp {
  /** Of the user who will be made. */
  readonly userId: string;
  readonly email: string;
  /** Argon2id, in PHC format. */
  readonly passwordHash: string;
  readonly keepMeLoggedIn: boolean;
  readonly partnerId: string | null;
  /** `utm_*` and `gclid` of the page. */
  readonly marketing: Readonly<Record<string, string>>;
  /** `null` until the profile is through. */
  readonly profile: Profile | null;
  /** The user was made, and is signed in. */
  readonly isDone: boolean;
}

export interface Profile {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

const LIFETIME_MS = 3_600_000;
/** For the second click, after the first has signed in. */
const AFTERLIFE_MS = 120_000;
const MAX_TRIES = 5;

/** @returns The id by which the forms of the next steps name it; whoever knows it goes on with the sign-up. */
export async function holdSignUp(expiring: ExpiringStore, broker: Broker, pending: PendingSignUp): Promise<string> {
  const id = newSecret();
  await expiring.put(keyOf(broker, id), JSON.stringify(pending), { validForMs: LIFETIME_MS });
  return id;
}

/** @throws `sign_up_expired` also for one that never was, or is another white label's */
export async function getSignUp(expiring: ExpiringStore, broker: Broker, id: string): Promise<PendingSignUp> {
  const entry = await expiring.get(keyOf(broker, id));
  if (entry?.state !== 'live') throw new BridgeError('sign_up_expired');
  return JSON.parse(entry.value) as PendingSignUp;
}

/** @throws `sign_up_expired`, `busy` */
export async function noteProfile(
  expiring: ExpiringStore,
  broker: Broker,
  id: string,
  profile: Profile,
): Promise<PendingSignUp> {
  const key = keyOf(broker, id);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const entry = await expiring.get(key);
    if (entry?.state !== 'live') throw new BridgeError('sign_up_expired');
    const pending = { ...(JSON.parse(entry.value) as PendingSignUp), profile };
    if (await expiring.compareAndSet(key, entry.version, JSON.stringify(pending))) return pending;
  }
  throw new BridgeError('busy', { retryAfterSeconds: 1, detail: 'the sign-up is being changed' });
}

/** The sign-up is done: from now on its forms only help whoever clicks twice. */
export async function endSignUp(expiring: ExpiringStore, broker: Broker, id: string): Promise<void> {
  const entry = await expiring.get(keyOf(broker, id));
  const pending = entry?.state === 'live' ? (JSON.parse(entry.value) as PendingSignUp) : undefined;
  if (!pending || pending.isDone) return;
  await expiring.put(keyOf(broker, id), JSON.stringify({ ...pending, isDone: true }), { validForMs: AFTERLIFE_MS });
}

function keyOf({ brokerName }: Broker, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'pending-sign-up', id: hashToken(id) };
}
