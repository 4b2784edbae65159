import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { FoundSignIn, HeldSignIn } from './held-sign-in.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

interface HeldRecord {
  readonly userId: string;
  /** Tells a password that was changed in between. */
  readonly passwordMark: string;
  readonly keepMeLoggedIn: boolean;
  readonly subjectId: string;
  readonly signedInAtMs: number;
  /** It has signed in. */
  readonly isDone: boolean;
}

const LIFETIME_MS = 3_600_000;
/** For the second click, after the first has signed in. */
const AFTERLIFE_MS = 120_000;

/** @returns The id by which the form names it; whoever knows it is signed in. */
export async function holdSignIn(
  { expiring, clock }: UsersDependencies,
  broker: Broker,
  { user, keepMeLoggedIn, subjectId, signedInAtMs = clock.nowMs() }: HeldSignIn,
): Promise<string> {
  const id = newSecret();
  const about = { userId: user.id, passwordMark: markOf(user), keepMeLoggedIn, subjectId, signedInAtMs };
  const record: HeldRecord = { ...about, isDone: false };
  await expiring.put(keyOf(broker, id), JSON.stringify(record), { validForMs: LIFETIME_MS });
  return id;
}

/** @throws `sign_in_expired` also for one that never was, is another white label's, or is older than the password */
export async function getHeldSignIn(
  { expiring, store }: UsersDependencies,
  broker: Broker,
  id: string,
): Promise<FoundSignIn> {
  const entry = await expiring.get(keyOf(broker, id));
  if (entry?.state !== 'live') throw new BridgeError('sign_in_expired');
  const { userId, passwordMark, ...held } = JSON.parse(entry.value) as HeldRecord;
  const user = await store.findById(broker.brokerName, userId);
  if (!user || user.platformUserId === null || markOf(user) !== passwordMark) throw new BridgeError('sign_in_expired');
  return { ...held, user: { ...user, platformUserId: user.platformUserId } };
}

/** The sign-in is done: from now on its form only helps whoever clicks twice. */
export async function endHeldSignIn({ expiring }: UsersDependencies, broker: Broker, id: string): Promise<void> {
  const key = keyOf(broker, id);
  const entry = await expiring.get(key);
  const record = entry?.state === 'live' ? (JSON.parse(entry.value) as HeldRecord) : undefined;
  if (!record || record.isDone) return;
  await expiring.put(key, JSON.stringify({ ...record, isDone: true }), { validForMs: AFTERLIFE_MS });
}

function markOf({ passwordHash }: User): string {
  return hashToken(passwordHash);
}

function keyOf({ brokerName }: Broker, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'held-sign-in', id: hashToken(id) };
}
