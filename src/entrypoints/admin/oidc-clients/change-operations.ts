import { changesBetween } from '../../../domain/audit/audit.ts';
import type { NewOidcClient, OidcClientChange } from '../../../domain/oidc-clients/oidc-client-registration.ts';
import { etagOf, expectedRevision, requireSeen } from '../../../http/etags.ts';
import { actorOfCall } from '../actor-of-call.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel, seenOverlapMs } from '../schemas.ts';
import { secretMade } from '../secret-made.ts';
import { clientChange, clientWithSecret, newClient, ofClient, rotation, shownClient } from './schemas.ts';
import { showOidcClient } from './show-oidc-client.ts';

const tag = 'OIDC clients';
const access = { kind: 'white-label', permission: 'oidc-clients:write', stepUp: false } as const;
const PATH = '/white-labels/:brokerName/oidc-clients/:clientId';
const ofOne = { params: ofClient, query: noFields, body: noFields };
const shown = { status: 200, schema: shownClient, description: 'The client as it is now' } as const;

export interface OidcClientChanging {
  readonly register: WhiteLabelOperation;
  readonly change: WhiteLabelOperation;
  readonly enable: WhiteLabelOperation;
  readonly disable: WhiteLabelOperation;
  readonly rotateSecret: WhiteLabelOperation;
  readonly revokeTokens: WhiteLabelOperation;
}

export function oidcClientChanges(dependencies: AdminDependencies): OidcClientChanging {
  return {
    register: register(dependencies),
    change: {
      operationId: 'changeOidcClient',
      method: 'PATCH',
      path: PATH,
      tag,
      summary: 'Change what a client is and may do',
      // Its keys, and where traders' codes go.
      access: { ...access, stepUp: true },
      effect: { kind: 'change', action: 'oidc-client.change' },
      request: { ...ofOne, body: clientChange },
      response: shown,
      errors: ['client_unknown', 'client_invalid', 'precondition_failed'],
      handle: async (call) => update(dependencies, call, call.body as OidcClientChange),
    },
    enable: switchTo(dependencies, true),
    disable: switchTo(dependencies, false),
    rotateSecret: rotateSecret(dependencies),
    revokeTokens: revokeTokens(dependencies),
  };
}

function register({ oidcClients, clock }: AdminDependencies): WhiteLabelOperation {
  return {
    operationId: 'registerOidcClient',
    method: 'POST',
    path: '/white-labels/:brokerName/oidc-clients',
    tag,
    summary: 'Register a client with the issuer of the white label',
    description: 'What is left out has its default. The secret is shown this once.',
    access: { ...access, stepUp: true },
    effect: { kind: 'change', action: 'oidc-client.register' },
    request: { params: ofWhiteLabel, query: noFields, body: newClient },
    response: { status: 201, schema: clientWithSecret, description: 'The client, and its secret' },
    errors: ['client_invalid', 'client_exists'],
    async handle(call) {
      // The schema has seen to it.
      const wanted = call.body as unknown as NewOidcClient;
      const { client, secret } = await oidcClients.register(call.broker, wanted, actorOfCall(call));
      const told = showOidcClient(client, clock.nowMs());
      return {
        body: { ...told, secret },
        changed: [{ target: { type: 'oidc-client', id: client.id }, changes: changesBetween(null, told) }],
      };
    },
  };
}

function switchTo(dependencies: AdminDependencies, enabled: boolean): WhiteLabelOperation {
  const verb = enabled ? 'enable' : 'disable';
  return {
    operationId: enabled ? 'enableOidcClient' : 'disableOidcClient',
    method: 'POST',
    path: `${PATH}/${verb}`,
    tag,
    summary: enabled ? 'Let a client work again' : 'Stop a client, and end what was issued to it',
    access,
    effect: { kind: 'change', action: `oidc-client.${verb}` },
    request: ofOne,
    response: shown,
    errors: ['client_unknown', ...(enabled ? (['client_invalid'] as const) : [])],
    // Whatever else was changed meanwhile.
    handle: async (call) => update(dependencies, { ...call, ifMatch: '*' }, { enabled }),
  };
}

function rotateSecret({ oidcClients, clock }: AdminDependencies): WhiteLabelOperation {
  return {
    operationId: 'rotateOidcClientSecret',
    method: 'POST',
    path: `${PATH}/rotate-secret`,
    tag,
    summary: 'Give a client another secret',
    access: { ...access, stepUp: true },
    effect: { kind: 'change', action: 'oidc-client.rotate-secret' },
    request: { ...ofOne, body: rotation },
    response: { status: 200, schema: clientWithSecret, description: 'The client, and its new secret' },
    errors: ['client_unknown', 'client_invalid', 'precondition_failed'],
    async handle(call) {
      const clientId = String(call.params.clientId);
      const overlap = Number(call.body.overlapSeconds);
      requireSeen(call.ifMatch, oidcClients.revisionOf(await oidcClients.get(call.broker, clientId)));
      const seen = seenOverlapMs(call.body.previousSecretExpiresAt);
      const secret = await oidcClients.rotateSecret(call.broker, clientId, overlap, actorOfCall(call), seen);
      const client = await oidcClients.get(call.broker, clientId);
      return {
        body: { ...showOidcClient(client, clock.nowMs()), secret },
        etag: etagOf({ revision: oidcClients.revisionOf(client) }),
        changed: [{ target: { type: 'oidc-client', id: clientId }, changes: secretMade() }],
      };
    },
  };
}

function revokeTokens({ oidcClients, clock }: AdminDependencies): WhiteLabelOperation {
  return {
    operationId: 'revokeOidcClientTokens',
    method: 'POST',
    path: `${PATH}/revoke-tokens`,
    tag,
    summary: 'End everything that was issued to a client until now',
    access,
    effect: { kind: 'change', action: 'oidc-client.revoke-tokens' },
    request: ofOne,
    response: shown,
    errors: ['client_unknown'],
    async handle(call) {
      const clientId = String(call.params.clientId);
      const nowMs = clock.nowMs();
      const before = await oidcClients.get(call.broker, clientId);
      await oidcClients.revokeTokens(call.broker, clientId, actorOfCall(call));
      const after = showOidcClient(await oidcClients.get(call.broker, clientId), nowMs);
      const changes = changesBetween(showOidcClient(before, nowMs), after);
      return { body: after, changed: [{ target: { type: 'oidc-client', id: clientId }, changes }] };
    },
  };
}

async function update(
  { oidcClients, clock }: AdminDependencies,
  call: WhiteLabelCall,
  change: OidcClientChange,
): Promise<AdminReply> {
  const clientId = String(call.params.clientId);
  const before = await oidcClients.get(call.broker, clientId);
  // Of what comes in between, the log would say that it was this one.
  const expected = call.ifMatch === null ? oidcClients.revisionOf(before) : expectedRevision(call.ifMatch);
  const after = await oidcClients.update(call.broker, clientId, change, actorOfCall(call), expected);
  const nowMs = clock.nowMs();
  const told = showOidcClient(after, nowMs);
  const changes = changesBetween(showOidcClient(before, nowMs), told);
  return {
    body: told,
    etag: etagOf({ revision: oidcClients.revisionOf(after) }),
    changed: changes.length === 0 ? [] : [{ target: { type: 'oidc-client', id: clientId }, changes }],
  };
}
