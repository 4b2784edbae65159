import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { agreementsInForce } from './agreements-in-force.ts';
import { showAgreement } from './show-agreement.ts';
import { toSignature } from './to-signature.ts';

/** Takes in that a user signed what is in force now, before the bridge was there; the platform knows of it. */
export async function importSignatures(
  { store, clock }: AgreementsDependencies,
  broker: Broker,
  { id: userId, preferredLanguage: language }: Pick<User, 'id' | 'preferredLanguage'>,
): Promise<void> {
  const nowMs = clock.nowMs();
  const evidence = { userId, language, address: '', userAgent: '', apiKeyId: null };
  const times = { signedAtMs: nowMs, reportedAtMs: nowMs };
  await store.add(
    agreementsInForce(broker.agreements, nowMs).map((agreement) => ({
      signature: toSignature(broker, showAgreement(broker, agreement, language), evidence, times),
      event: null,
    })),
  );
}
