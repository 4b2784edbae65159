import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import { checkEmail, checkPartnerId, checkPassword, checkProfile, type ProfileFields } from './check-profile.ts';
import { firstVersion } from './first-version.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** A user as the broker describes one. */
export interface NewUser extends ProfileFields {
  /** Of a request that may come twice; left out, it is a new one. */
  readonly id?: string;
  readonly email: string;
  /** Left out, nobody knows it until the trader has set one. */
  readonly password?: string;
  readonly partnerId?: string | null;
}

export type CheckedUser = Pick<User, 'email' | 'firstName' | 'lastName' | 'preferredLanguage'>;

/** @throws `parameter_invalid`, `email_relay_refused` */
export function checkNewUser(
  { screens }: Broker,
  { password, partnerId = null, ...wanted }: Omit<NewUser, 'id'>,
): CheckedUser {
  const email = checkEmail(wanted.email);
  const { firstName = null, lastName = null, preferredLanguage = screens.defaultLanguage } = checkProfile(wanted);
  if (password !== undefined) checkPassword(password);
  if (partnerId !== null) checkPartnerId(partnerId);
  return { email, firstName, lastName, preferredLanguage };
}

/** @throws `parameter_invalid`, `email_relay_refused`, `email_taken`, `idempotency_key_reused`, `busy` */
export async function createUser(
  { store, hasher, events, clock }: Pick<UsersDependencies, 'store' | 'hasher' | 'events' | 'clock'>,
  broker: Broker,
  { id, ...wanted }: NewUser,
): Promise<User> {
  const { brokerName } = broker;
  const checked = checkNewUser(broker, wanted);
  const { password, partnerId = null } = wanted;
  const made = id === undefined ? undefined : await store.findAnyById(brokerName, id);
  if (made) return refuseAnother(made, checked);
  const holder = await store.findAnyByEmail(brokerName, checked.email);
  // Made by the same request, since it was looked for by its id.
  if (holder && holder.id === id) return holder;
  if (holder) throw new BridgeError('email_taken', { field: 'email' });
  const nowMs = clock.nowMs();
  const user: User = {
    id: id ?? newRecordId(nowMs),
    brokerName,
    ...checked,
    passwordHash: await hasher.hash(password ?? newSecret(32)),
    platformUserId: null,
    platformAskedAtMs: null,
    attribution: { partnerId, partnerReportedAtMs: null, marketing: {} },
    ...firstVersion(nowMs),
  };
  const event = events.newEvent(broker, 'user.created', user.id, { userId: user.id, source: 'broker' });
  if (await store.add(user, event)) return user;
  // Somebody was faster: the same request, or somebody else with this address.
  const faster = await store.findAnyById(brokerName, user.id);
  if (faster) return refuseAnother(faster, checked);
  throw new BridgeError('email_taken', { field: 'email' });
}

/** Who was made of this id has to be whom the request is about; names may have been changed since. */
function refuseAnother(made: User, { email }: CheckedUser): User {
  if (made.email === email) return made;
  throw new BridgeError('idempotency_key_reused', { detail: `another user has the id ${made.id}` });
}
