import type { OidcClient } from '../../../domain/oidc-clients/oidc-client.ts';
import { etagOf } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { reachQuery, readReachQuery, toReachPage } from '../list-of-reach.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { addressesOfIssuer, clientPage, ofClient, shownClient } from './schemas.ts';
import { showOidcClient } from './show-oidc-client.ts';

const permission = 'oidc-clients:read';
const described = { method: 'GET', tag: 'OIDC clients', effect: { kind: 'read' } } as const;
const access = { kind: 'white-label', permission, stepUp: false } as const;

export interface OidcClientReading {
  readonly list: StaffOperation;
  readonly addresses: WhiteLabelOperation;
  readonly get: WhiteLabelOperation;
}

export function oidcClientReads({ brokers, oidcClients, oidcIssuersOf, clock }: AdminDependencies): OidcClientReading {
  return {
    list: {
      ...described,
      operationId: 'listOidcClients',
      path: '/oidc-clients',
      summary: 'Clients of all white labels in your reach; the newest first',
      access: { ...access, kind: 'reach' },
      request: { params: noFields, query: reachQuery, body: noFields },
      response: { status: 200, schema: clientPage, description: 'A page of clients' },
      errors: [],
      async handle(call) {
        const found = await oidcClients.listOf(readReachQuery(brokers, call));
        const nowMs = clock.nowMs();
        const show = (client: OidcClient) => showOidcClient(client, nowMs);
        return { body: toReachPage(found, call, show, ({ brokerName }) => brokerName) };
      },
    },
    addresses: {
      ...described,
      operationId: 'getOidcAddresses',
      path: '/white-labels/:brokerName/oidc-addresses',
      summary: 'Where the issuer of the white label is, and what it says of itself',
      access,
      request: { params: ofWhiteLabel, query: noFields, body: noFields },
      response: { status: 200, schema: addressesOfIssuer, description: 'Addresses to give to developers' },
      errors: [],
      handle: async ({ broker }) => ({
        body: { id: broker.brokerName, issuers: oidcIssuersOf(broker).map(addressesOf) },
      }),
    },
    get: {
      ...described,
      operationId: 'getOidcClient',
      path: '/white-labels/:brokerName/oidc-clients/:clientId',
      summary: 'Get a client',
      access,
      request: { params: ofClient, query: noFields, body: noFields },
      response: { status: 200, schema: shownClient, description: 'The client' },
      errors: ['client_unknown'],
      async handle({ broker, params }) {
        const client = await oidcClients.get(broker, String(params.clientId));
        return {
          body: showOidcClient(client, clock.nowMs()),
          etag: etagOf({ revision: oidcClients.revisionOf(client) }),
        };
      },
    },
  };
}

/** @see OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3.1. */
function addressesOf(issuer: string) {
  const { origin, pathname } = new URL(issuer);
  return {
    issuer,
    discovery: `${issuer}/.well-known/openid-configuration`,
    authorizationServer: `${origin}/.well-known/oauth-authorization-server${pathname}`,
  };
}
