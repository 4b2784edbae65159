import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { App } from '../app/app.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { type Fetch, loggedFetch } from './logged-fetch.ts';

/** The OpenID providers of the brokers, and what we are registered as there. */
export interface Providers {
  /** Where the broker's provider is said to be. */
  issuerOf(broker: SimulatedBroker): string;
  /** Reads what the provider says of itself, anew. @throws What `openid-client` throws. */
  discover(broker: SimulatedBroker): Promise<Configuration>;
  /** For requests that the library does not make. */
  fetchFor(broker: SimulatedBroker): Fetch;
}

const TIMEOUT_SECONDS = 10;

export function createProviders(app: App): Providers {
  const issuerOf = ({ brokerName }: SimulatedBroker) => `${app.bridgeUrl()}/b/${brokerName}/oidc`;
  return {
    issuerOf,
    fetchFor: (broker) => loggedFetch(app.calls, broker.brokerName),
    discover(broker) {
      const { oidcClient } = broker;
      if (!oidcClient) throw new TypeError(`${broker.brokerName} has no client for this app`);
      const issuer = new URL(issuerOf(broker));
      const metadata = { client_secret: oidcClient.secret };
      return discovery(issuer, oidcClient.id, metadata, ClientSecretBasic(oidcClient.secret), {
        [customFetch]: loggedFetch(app.calls, broker.brokerName),
        timeout: TIMEOUT_SECONDS,
        execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
      });
    },
  };
}
