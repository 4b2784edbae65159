import type { ApiKey } from '../../domain/api-keys/api-key.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';

/**
 * A key of one white label need not name it, and may name no other. A key of a CRM names one of that CRM; of any other it
 * does not learn whether it exists.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`
 */
export function identifyWhiteLabel(
  brokers: Pick<Brokers, 'identify' | 'find'>,
  { home }: ApiKey,
  received: ReceivedRequest,
): Broker {
  const places = brokerPlacesOf(received);
  const isNamed = places.path !== undefined || places.query.brokerName !== undefined;
  if (home.kind === 'broker') {
    const broker = brokers.find(home.brokerName);
    if (!broker) throw new BridgeError('broker_identification_invalid', { detail: 'the key’s own is gone' });
    const named = [places.path, places.query.brokerName].filter((name) => name !== undefined);
    if (named.some((name) => name !== home.brokerName)) throw new BridgeError('broker_identification_mismatch');
    return broker;
  }
  const { brokerCrmName } = home;
  // The key says the CRM; the body of this API names nobody.
  const said = { brokerName: undefined, brokerCrmName };
  const query = { ...places.query, brokerCrmName };
  const broker = brokers.identify({
    ...places,
    query,
    body: isNamed ? { ...said } : { ...said, brokerCrmName: undefined },
  });
  return broker;
}
