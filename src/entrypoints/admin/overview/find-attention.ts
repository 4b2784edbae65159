import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffCall } from '../admin-operation.ts';
import { reachedNames } from '../reached-names.ts';

/** Something that waits for somebody. */
export interface Attention {
  readonly id: AttentionKind;
  /** At most `MOST`. */
  readonly count: number;
  readonly isMore: boolean;
  /** Where, the first few. */
  readonly brokerNames: readonly string[];
}

export const ATTENTION_KINDS = [
  'payments-unconfirmed',
  'payments-to-give-back',
  'platform-failing',
  'platform-password-unreadable',
  'webhooks-failing',
  'api-keys-ending',
  'kyc-waiting',
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

const MOST = 100;
const NAMES_SHOWN = 5;
/** One call may fail. */
const FAILURES_THAT_COUNT = 3;

/** What waits at the white labels in reach; what does not is left out. */
export async function findAttention(dependencies: AdminDependencies, call: StaffCall): Promise<Attention[]> {
  const { brokers, payments, webhooks, kyc, apiKeys, keyRing, platformStates } = dependencies;
  const reached = brokers.list().filter(call.reaches);
  const brokerNames = reached.map(({ brokerName }) => brokerName);
  const everywhere = reachedNames(brokers, call);
  // No white label has an empty name, so that only who reaches a whole CRM reaches this one.
  const crmNames = brokers
    .listCrms()
    .map(({ brokerCrmName }) => brokerCrmName)
    .filter((brokerCrmName) => call.reaches({ brokerName: '', brokerCrmName }));
  const limit = MOST + 1;
  const [unconfirmed, toGiveBack, failing, ending, waiting] = await Promise.all([
    payments.search({ brokerNames: everywhere, state: 'unconfirmed', limit }),
    payments.search({ brokerNames: everywhere, isByHand: true, limit }),
    webhooks.listOf({ brokerNames, isFailing: true, limit }),
    apiKeys.listEndingSoon({ brokerNames, crmNames, limit }),
    kyc.search({ brokerNames: everywhere, state: 'in_review', limit }),
  ]);
  const isReached = new Set(brokerNames);
  const unreachable = platformStates().filter(
    ({ brokerName, failures }) => failures >= FAILURES_THAT_COUNT && isReached.has(brokerName),
  );
  const unreadable = reached.filter(({ platform }) => !keyRing.canOpen(platform.sealedManagerPassword));
  const found: Readonly<Record<AttentionKind, readonly (string | null)[]>> = {
    'payments-unconfirmed': unconfirmed.payments.map(({ brokerName }) => brokerName),
    'payments-to-give-back': toGiveBack.payments.map(({ brokerName }) => brokerName),
    'platform-failing': unreachable.map(({ brokerName }) => brokerName),
    'platform-password-unreadable': unreadable.map(({ brokerName }) => brokerName),
    'webhooks-failing': failing.map(({ brokerName }) => brokerName),
    'api-keys-ending': ending.map(({ home }) => (home.kind === 'broker' ? home.brokerName : null)),
    'kyc-waiting': waiting.map(({ brokerName }) => brokerName),
  };
  return ATTENTION_KINDS.filter((kind) => found[kind].length > 0).map((id) => toAttention(id, found[id]));
}

function toAttention(id: AttentionKind, places: readonly (string | null)[]): Attention {
  const names = new Set(places.filter((name) => name !== null));
  return {
    id,
    count: Math.min(places.length, MOST),
    isMore: places.length > MOST,
    brokerNames: [...names].slice(0, NAMES_SHOWN),
  };
}
