import type { Access } from '../../domain/access/access.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { CrmTokens } from '../../domain/crm-tokens/crm-tokens.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { Route } from '../../http/route.ts';
import { isClientTokenForm } from '../../lib/app-token-format.ts';

/** A trading platform's backend. */
export interface CrmApiCaller {
  readonly broker: Broker;
}

export interface AuthenticateDependencies {
  readonly brokers: Brokers;
  readonly access: Access;
  readonly crmTokens: CrmTokens;
}

/**
 * Broker first, then its `crmApiToken`: the order in which the contract wants faults to be found.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`,
 *   `broker_disabled`, `malformed_request`, `crm_token_invalid`, `too_many_attempts`
 */
export function createAuthenticate({ brokers, crmTokens, access }: AuthenticateDependencies) {
  return async (route: Route<CrmApiCaller>, received: ReceivedRequest): Promise<CrmApiCaller> => {
    const broker = brokers.identify(brokerPlacesOf(received));
    received.context.brokerName = broker.brokerName;
    if (!broker.enabled) throw new BridgeError('broker_disabled');
    if (route.security.kind === 'crm-api-token') {
      const token = readCrmApiToken(received);
      const isGood = isClientTokenForm(token) && (await access.verifyClientToken(broker, token, 'crm_api'));
      if (!isGood) await crmTokens.verify(broker, token, received.context.address);
    }
    return { broker };
  };
}

/** The contract's newer and older spelling, and the header that every HTTP client knows. They may not disagree. */
function readCrmApiToken({ query, context }: ReceivedRequest): string {
  const header = context.request.headers.authorization;
  const bearer = header === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(header)?.[1];
  const given = [query.crmApiToken, query.token, bearer].filter((way) => way !== undefined);
  const [token = ''] = given;
  if (typeof token !== 'string' || given.some((way) => way !== token)) {
    throw new BridgeError('malformed_request', { detail: 'the crmApiToken is given twice and differs' });
  }
  return token;
}
