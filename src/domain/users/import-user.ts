import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { firstVersion } from './first-version.ts';
import { normaliseEmail } from './sign-in.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** A user whom the platform knows already. */
export interface ImportedUser {
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly preferredLanguage: string;
  readonly platformUserId: number;
}

/** @returns The user; `undefined` when the white label has one with this email, which changes nothing. */
export async function importUser(
  { store, clock, hasher }: UsersDependencies,
  broker: Broker,
  { password, ...imported }: ImportedUser,
): Promise<User | undefined> {
  const email = normaliseEmail(imported.email);
  if (await store.findAnyByEmail(broker.brokerName, email)) return undefined;
  const nowMs = clock.nowMs();
  const user: User = {
    ...imported,
    id: newRecordId(nowMs),
    brokerName: broker.brokerName,
    email,
    passwordHash: await hasher.hash(password),
    platformAskedAtMs: nowMs,
    attribution: { partnerId: null, partnerReportedAtMs: null, marketing: {} },
    ...firstVersion(nowMs),
  };
  return (await store.add(user)) ? user : undefined;
}
