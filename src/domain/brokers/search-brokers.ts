import type { Broker } from './broker.ts';

export interface BrokerSearch {
  /** In any name or host of theirs, whatever its case. */
  readonly text?: string | undefined;
  /** Of this CRM alone. */
  readonly brokerCrmName?: string | undefined;
  readonly status?: 'enabled' | 'disabled' | undefined;
  /** Whose reach it is; everything where it is left out. */
  readonly reach?: BrokerReach | undefined;
  /** Those after this name. */
  readonly cursor?: string | undefined;
  /** 1 to 200. */
  readonly limit: number;
}

/** A CRM stands for all white labels of it. */
export type BrokerReach =
  | { readonly kind: 'everything' }
  | { readonly kind: 'some'; readonly crms: readonly string[]; readonly brokers: readonly string[] };

export interface FoundBrokers {
  /** By name. */
  readonly brokers: readonly Broker[];
  /** Of all pages. */
  readonly total: number;
  /** For the next page; `null` on the last one. */
  readonly nextCursor: string | null;
}

const MOST_ON_A_PAGE = 200;

/**
 * In memory. A page goes on behind a name, so that white labels that come or go in between move no other.
 *
 * @param sorted - All of them, by name.
 */
export function searchBrokers(sorted: readonly Broker[], search: BrokerSearch): FoundBrokers {
  const { cursor, limit } = search;
  const found = sorted.filter(isFound(search));
  const rest = cursor === undefined ? found : found.filter(({ brokerName }) => brokerName > cursor);
  const brokers = rest.slice(0, Math.min(Math.max(limit, 1), MOST_ON_A_PAGE));
  const nextCursor = brokers.length < rest.length ? (brokers.at(-1)?.brokerName ?? null) : null;
  return { brokers, total: found.length, nextCursor };
}

function isFound({ text = '', brokerCrmName, status, reach = { kind: 'everything' } }: BrokerSearch) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const isReached = reachedBy(reach);
  return (broker: Broker): boolean =>
    isReached(broker) &&
    (brokerCrmName === undefined || broker.brokerCrmName === brokerCrmName) &&
    (status === undefined || broker.enabled === (status === 'enabled')) &&
    words.every((word) => textOf(broker).includes(word));
}

function reachedBy(reach: BrokerReach): (broker: Broker) => boolean {
  if (reach.kind === 'everything') return () => true;
  const [crms, brokers] = [new Set(reach.crms), new Set(reach.brokers)];
  return ({ brokerName, brokerCrmName }) => brokers.has(brokerName) || crms.has(brokerCrmName);
}

/** A white label that is changed is another object. */
const texts = new WeakMap<Broker, string>();

function textOf(broker: Broker): string {
  const known = texts.get(broker);
  if (known !== undefined) return known;
  const { brokerName, brokerCrmName, displayName, hosts } = broker;
  const text = folded([brokerName, displayName, brokerCrmName, ...hosts].join('\n'));
  texts.set(broker, text);
  return text;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
