import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from './broker.ts';
import type { BrokerDirectory } from './broker-directory.ts';
import { isBrokerName } from './check-broker.ts';

/** What the places of one request say of the broker, unchecked. */
export interface IdentificationPlaces {
  readonly query: NamedBroker;
  readonly body: NamedBroker;
  /** The name in the path prefix, which implies its CRM. */
  readonly path: string | undefined;
  /** The host name in the request; only a registered one says anything. */
  readonly host: string;
}

interface NamedBroker {
  readonly brokerName: unknown;
  readonly brokerCrmName: unknown;
}

/**
 * Learns from a request which white label it is for. Every place that names one has to agree with the others.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`
 * @see The SSO contract, section 2.
 */
export function identifyBroker(directory: BrokerDirectory, places: IdentificationPlaces): Broker {
  const hostBroker = places.host === '' ? undefined : directory.findByHost(places.host.toLowerCase());
  // A prefix is there to name a broker, so an empty one is a wrong one.
  const implied = [places.path, hostBroker?.brokerName].filter((name) => name !== undefined);
  const names = [...[places.query.brokerName, places.body.brokerName].filter(isGiven), ...implied];
  const crmNames = [places.query.brokerCrmName, places.body.brokerCrmName].filter(isGiven);

  const [first] = names;
  if (first === undefined || (implied.length === 0 && crmNames.length === 0)) {
    throw new BridgeError('broker_identification_missing');
  }
  const brokers = names.map((name) => getBroker(directory, name));
  for (const crmName of crmNames) checkCrm(directory, crmName);

  const [broker] = brokers;
  if (!broker) throw new BridgeError('broker_identification_missing');
  const agree =
    brokers.every((other) => other.brokerName === broker.brokerName) &&
    crmNames.every((crmName) => crmName === broker.brokerCrmName);
  if (!agree) throw new BridgeError('broker_identification_mismatch', { detail: 'the places do not agree' });
  return broker;
}

/** An empty value names nothing. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

function getBroker(directory: BrokerDirectory, name: unknown): Broker {
  const broker = isBrokerName(name) ? directory.find(name) : undefined;
  if (!broker) throw new BridgeError('broker_identification_invalid', { detail: 'unknown brokerName' });
  return broker;
}

function checkCrm(directory: BrokerDirectory, name: unknown): void {
  if (isBrokerName(name) && directory.findCrm(name)) return;
  throw new BridgeError('broker_identification_invalid', { detail: 'unknown brokerCrmName' });
}
