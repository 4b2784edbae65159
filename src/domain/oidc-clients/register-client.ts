import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ChangeNote } from '../brokers/broker-snapshot.ts';
import { checkClient } from './check-client.ts';
import { chooseSecret, keepSecret } from './client-secrets.ts';
import { completeClient } from './complete-client.ts';
import type { NewOidcClient, RegisteredClient } from './oidc-client-registration.ts';
import type { OidcClientsDependencies } from './oidc-clients-dependencies.ts';
import { requireClientField } from './require-client-field.ts';

/** @throws `client_invalid`, `client_exists`, `broker_unknown` */
export async function registerClient(
  { store, clock, addressRules, log }: OidcClientsDependencies,
  { brokerName }: Broker,
  given: NewOidcClient,
  note: ChangeNote = {},
): Promise<RegisteredClient> {
  requireClientField(typeof given === 'object' && given !== null, 'client');
  const settings = completeClient(given);
  checkClient(settings, addressRules);
  const usesSecret = settings.authMethod === 'client_secret';
  requireClientField(usesSecret || given.secret === undefined, 'secret', 'this client uses none');
  const nowMs = clock.nowMs();
  const secret = usesSecret ? chooseSecret(given.secret) : null;
  const client = {
    ...settings,
    brokerName,
    secrets: secret === null ? [] : [keepSecret(secret, nowMs)],
    tokensRevokedAtMs: null,
    createdAtMs: nowMs,
  };
  if (!(await store.add(client, note))) throw new BridgeError('client_exists', { field: client.id });
  log.info({ broker: brokerName, client: client.id }, 'an OpenID client was registered');
  return { client, secret: given.secret === undefined ? secret : null };
}
