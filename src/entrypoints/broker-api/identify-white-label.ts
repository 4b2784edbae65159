import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';

type Finding = Pick<Brokers, 'identify' | 'find'>;

/**
 * A key of one white label need not name it, and may name no other. A key of a CRM names one of that CRM, by prefix, query
 * or host; of any other it does not learn whether it exists.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`
 */
export function identifyWhiteLabel(brokers: Finding, { home }: ApiKey, received: ReceivedRequest): Broker {
  const { path, query, host } = brokerPlacesOf(received);
  const named = [path, query.brokerName].filter((name) => name !== undefined);
  if (home.kind === 'broker') {
    if (named.some((name) => name !== home.brokerName)) throw new BridgeError('broker_identification_mismatch');
    return getOwn(brokers, home.brokerName, () => true);
  }
  const isOfCrm = ({ brokerCrmName }: Broker) => brokerCrmName === home.brokerCrmName;
  const [first, ...others] = named;
  if (first === undefined) return getOwn(brokers, nameOfHost(brokers, host), isOfCrm);
  const broker = getOwn(brokers, first, isOfCrm);
  if (others.some((name) => name !== first)) throw new BridgeError('broker_identification_mismatch');
  return broker;
}

function getOwn(brokers: Finding, name: unknown, isOwn: (broker: Broker) => boolean): Broker {
  const broker = typeof name === 'string' ? brokers.find(name) : undefined;
  if (!broker || !isOwn(broker)) throw new BridgeError('broker_identification_invalid');
  return broker;
}

/** @throws `broker_identification_missing` where the host is nobody's */
function nameOfHost(brokers: Finding, host: string): string {
  const nothing = { brokerName: undefined, brokerCrmName: undefined };
  try {
    return brokers.identify({ query: nothing, body: nothing, path: undefined, host }).brokerName;
  } catch (error) {
    if (!isBridgeError(error, 'broker_identification_missing')) throw error;
    throw new BridgeError(error.code, { field: 'brokerName' });
  }
}
