import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { SeenPersons, StaffCall } from './admin-operation.ts';

/**
 * Where a list over white labels may look.
 *
 * @returns `null` for everywhere; empty where what is asked for is not in reach, which is answered as what is not there.
 */
export function reachedNames(
  brokers: Pick<Brokers, 'list'>,
  { query, member, reaches }: Pick<StaffCall, 'query' | 'member' | 'reaches'>,
): readonly string[] | null {
  const wanted = query.brokerName === undefined ? '' : String(query.brokerName);
  if (wanted === '' && member.reach.kind === 'everything') return null;
  return brokers
    .list()
    .filter((broker) => (wanted === '' || broker.brokerName === wanted) && reaches(broker))
    .map(({ brokerName }) => brokerName);
}

/** Whose data was seen, for the logs: by white label, each person once. */
export function seenOf(entries: readonly { readonly brokerName: string; readonly userId: string }[]): SeenPersons[] {
  const seen = new Map<string, Set<string>>();
  for (const { brokerName, userId } of entries) {
    const persons = seen.get(brokerName) ?? new Set();
    seen.set(brokerName, persons.add(userId));
  }
  return [...seen].map(([brokerName, persons]) => ({ brokerName, personIds: [...persons] }));
}
