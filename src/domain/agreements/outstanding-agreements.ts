import { LRUCache } from 'lru-cache';
import type { AgreementDocument, Broker } from '../brokers/broker.ts';
import type { AgreementsDependencies } from './agreements-dependencies.ts';
import { agreementsInForce } from './agreements-in-force.ts';

/** What is in force at a white label and not signed by a user. */
export type FindOutstanding = (broker: Broker, userId: string) => Promise<readonly AgreementDocument[]>;

/** Each holds a few names. */
const REMEMBERED_USERS = 10_000;

/**
 * Costs nothing where nothing is in force, or where the user was seen to have signed all of it; one look-up otherwise. What
 * is remembered are signatures, which never end: a version that comes into force is missed at once.
 */
export function createFindOutstanding({ store, clock }: AgreementsDependencies): FindOutstanding {
  const remembered = new LRUCache<string, ReadonlySet<string>>({ max: REMEMBERED_USERS });
  return async ({ brokerName, agreements }, userId) => {
    const inForce = agreementsInForce(agreements, clock.nowMs());
    if (inForce.length === 0) return [];
    const key = JSON.stringify([brokerName, userId]);
    const known = remembered.get(key);
    if (known && inForce.every((agreement) => known.has(nameOf(agreement)))) return [];
    const signatures = await store.listByUser(brokerName, userId);
    const signed = new Set(signatures.map(({ agreementId: id, version }) => nameOf({ id, version })));
    const outstanding = inForce.filter((agreement) => !signed.has(nameOf(agreement)));
    if (outstanding.length === 0) remembered.set(key, new Set(inForce.map(nameOf)));
    return outstanding;
  };
}

function nameOf({ id, version }: Pick<AgreementDocument, 'id' | 'version'>): string {
  return JSON.stringify([id, version]);
}
