import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey, ExpiringStore } from '../../lib/expiring-store.ts';
import { hashToken } from '../../lib/secrets.ts';

/** What a question is asked for: an answer to one never serves the other. */
export type CeremonyKind = 'passkey-registration' | 'passkey-authentication';

/** How long a question stands; browsers are told the same. */
export const CEREMONY_MS = 5 * 60_000;

/** No white label can be called so. */
const PARTITION = 'bridge:passkeys';

/** @param holderId - Who has to answer; `null` is whoever holds a passkey. */
export async function keepCeremony(
  expiring: ExpiringStore,
  kind: CeremonyKind,
  challenge: string,
  holderId: string | null,
): Promise<void> {
  const groups = holderId === null ? [] : [groupOf(holderId)];
  await expiring.put(keyOf(kind, challenge), JSON.stringify(holderId), { validForMs: CEREMONY_MS, groups });
}

/**
 * A question is answered once, whether well or not, and by whom it was put to.
 *
 * @throws `passkey_ceremony_expired`
 */
export async function takeCeremony(
  expiring: ExpiringStore,
  kind: CeremonyKind,
  challenge: string,
  holderId: string | null,
): Promise<void> {
  const taken = await expiring.takeOnce(keyOf(kind, challenge));
  if (taken.outcome !== 'taken') throw new BridgeError('passkey_ceremony_expired', { detail: taken.outcome });
  if (taken.value === JSON.stringify(holderId)) return;
  throw new BridgeError('passkey_ceremony_expired', { detail: 'it was put to somebody else' });
}

/** From now on no question that was put to this holder can be answered. */
export async function dropCeremonies(expiring: ExpiringStore, holderId: string): Promise<void> {
  await expiring.dropGroup(PARTITION, groupOf(holderId));
}

function keyOf(kind: CeremonyKind, challenge: string): ExpiringKey {
  return { partition: PARTITION, kind, id: hashToken(challenge) };
}

function groupOf(holderId: string): string {
  return `holder:${holderId}`;
}
