/**
 * Applications that a white label registered with its issuer.
 *
 * Owns their records, secrets and limits. Does not own what is issued to them. Invariants: a client belongs to one white
 * label; its secrets are kept as hashes and shown once; a redirect URI is one that no other app can catch; what the
 * profile forbids is never stored.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import { fingerprintOf } from '../../lib/fingerprint.ts';
import { isSameOverlap } from '../../lib/is-same-overlap.ts';
import type { ListedOf } from '../../lib/listed-of.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ChangeActor } from '../brokers/broker-snapshot.ts';
import { checkClient } from './check-client.ts';
import { chooseSecret, followSecret, isLiveSecret, keepSecret } from './client-secrets.ts';
import { changeClient, completeClient } from './complete-client.ts';
import type { OidcClient } from './oidc-client.ts';
import type {
  NewOidcClient,
  OidcClientChange,
  OidcClientSettings,
  RegisteredClient,
} from './oidc-client-registration.ts';
import type { OidcClientsDependencies } from './oidc-clients-dependencies.ts';
import { registerClient } from './register-client.ts';
import { requireClientField } from './require-client-field.ts';

export interface OidcClients {
  list(broker: Broker): Promise<readonly OidcClient[]>;
  /** @returns Those of several white labels, the newest first. */
  listOf(query: ListedOf): Promise<readonly OidcClient[]>;
  /** Another number whenever its settings are others. */
  revisionOf(client: OidcClient): number;
  /** @throws `client_unknown` */
  get(broker: Broker, clientId: string): Promise<OidcClient>;
  /**
   * @returns The client, and its first secret where it uses one that was not given; it is not shown again.
   * @throws `client_invalid` (its `field` says which part), `client_exists`
   */
  register(broker: Broker, client: NewOidcClient, actor?: ChangeActor): Promise<RegisteredClient>;
  /** What a new client would be, with its defaults; changes nothing. @throws `client_invalid` */
  preview(client: NewOidcClient): OidcClientSettings;
  /** What a client would be after a change; changes nothing. @throws `client_invalid` */
  previewUpdate(client: OidcClient, change: OidcClientChange): OidcClient;
  /**
   * A client that uses a secret no more loses those that it has; one that uses one from now on gets its first by a rotation.
   * What was issued to a client that is disabled is worth nothing, also when it is enabled again.
   *
   * @param expectedRevision - Which the client has to have; `null` where any will do.
   * @throws `client_unknown`, `client_invalid`, `precondition_failed`
   */
  update(
    broker: Broker,
    clientId: string,
    change: OidcClientChange,
    actor?: ChangeActor,
    expectedRevision?: number | null,
  ): Promise<OidcClient>;
  /**
   * Makes a new secret. The one before ends after the overlap, and one that was to end already does so now.
   *
   * @param overlapSeconds - 0 ends the old ones now.
   * @returns The new secret; it is not shown again.
   * @param previousExpiresAtMs - When the secret before that of now ends, as it was shown; any when left out.
   * @throws `client_unknown`, `client_invalid` (it uses no secret), `precondition_failed` (it was rotated since)
   */
  rotateSecret(
    broker: Broker,
    clientId: string,
    overlapSeconds: number,
    actor?: ChangeActor,
    previousExpiresAtMs?: number | null,
  ): Promise<string>;
  /** What was issued to the client is worth nothing from now on. @throws `client_unknown` */
  revokeTokens(broker: Broker, clientId: string, actor?: ChangeActor): Promise<void>;
  /** Whether one of the client's secrets that work now is this one; compared in constant time. */
  isSecretOf(client: OidcClient, secret: string): boolean;
}

export function createOidcClients(dependencies: OidcClientsDependencies): OidcClients {
  const { store, brokers, addressRules, clock, log } = dependencies;

  /** @throws `client_unknown`, and what `work` throws; nothing is changed then. */
  async function change(
    broker: Broker,
    clientId: string,
    work: (client: OidcClient) => OidcClient,
    { what, actor }: { what: string; actor: ChangeActor | undefined },
  ) {
    const client = await store.change(broker.brokerName, clientId, work, { actor });
    if (!client) throw new BridgeError('client_unknown', { field: clientId });
    log.info({ broker: broker.brokerName, client: clientId }, what);
    await brokers.refresh();
    return client;
  }

  return {
    list: (broker) => store.list(broker.brokerName),
    listOf: (query) => store.listOf(query),
    revisionOf,
    async get(broker, clientId) {
      const client = await store.find(broker.brokerName, clientId);
      if (!client) throw new BridgeError('client_unknown', { field: clientId });
      return client;
    },
    preview(given) {
      const settings = completeClient(given);
      checkClient(settings, addressRules);
      const usesSecret = settings.authMethod === 'client_secret' || given.secret === undefined;
      requireClientField(usesSecret, 'secret', 'this client uses none');
      return settings;
    },
    previewUpdate(client, given) {
      const changed = changeClient(client, given);
      if (!isSwitchOff(given)) checkClient(changed, addressRules);
      return changed;
    },
    async register(broker, client, actor) {
      const registered = await registerClient(dependencies, broker, client, { actor });
      await brokers.refresh();
      return registered;
    },
    async update(broker, clientId, given, actor, expectedRevision = null) {
      requireClientField(typeof given === 'object' && given !== null, 'client');
      const nowMs = clock.nowMs();
      const work = (client: OidcClient) => {
        const isExpected = expectedRevision === null || expectedRevision === revisionOf(client);
        if (!isExpected) throw new BridgeError('precondition_failed');
        const changed = changeClient(client, given);
        if (!isSwitchOff(given)) checkClient(changed, addressRules);
        const kept = client.enabled && !changed.enabled ? withTokensRevoked(changed, nowMs) : changed;
        return kept.authMethod === 'client_secret' ? kept : { ...kept, secrets: [] };
      };
      return change(broker, clientId, work, { what: 'an OpenID client was changed', actor });
    },
    async rotateSecret(broker, clientId, overlapSeconds, actor, previousExpiresAtMs) {
      const secret = chooseSecret(undefined);
      const next = keepSecret(secret, clock.nowMs());
      const work = (client: OidcClient) => {
        requireClientField(client.authMethod === 'client_secret', 'authMethod', 'this client uses no secret');
        const ends = client.secrets.map(({ expiresAtMs }) => expiresAtMs);
        if (!isSameOverlap(previousExpiresAtMs, ends, next.createdAtMs)) throw new BridgeError('precondition_failed');
        return { ...client, secrets: followSecret(client.secrets, next, overlapSeconds * 1000) };
      };
      await change(broker, clientId, work, { what: 'an OpenID client got a new secret', actor });
      return secret;
    },
    async revokeTokens(broker, clientId, actor) {
      const nowMs = clock.nowMs();
      const work = (client: OidcClient) => withTokensRevoked(client, nowMs);
      await change(broker, clientId, work, { what: 'what was issued to an OpenID client was revoked', actor });
    },
    isSecretOf: (client, secret) => isLiveSecret(client, secret, clock.nowMs()),
  };
}

/** Secrets and what was revoked are no settings: a rotation spoils no form. */
function revisionOf({ secrets: _secrets, tokensRevokedAtMs: _revoked, ...settings }: OidcClient): number {
  return fingerprintOf(settings);
}

function withTokensRevoked(client: OidcClient, nowMs: number): OidcClient {
  return { ...client, tokensRevokedAtMs: Math.max(nowMs, client.tokensRevokedAtMs ?? 0) };
}

/** That works even of a client that today's rules would refuse. */
function isSwitchOff(change: OidcClientChange): boolean {
  return change.enabled === false && Object.keys(change).length === 1;
}
