/**
 * The keys with which a broker's own systems speak to the bridge.
 *
 * Owns their records, texts, secrets and limits, and whether a request that shows one is let in. Does not own what may be
 * done with one. Invariants: a key belongs to one white label, or to a CRM and so to all of its brokers; its text is kept
 * as a hash and its secret sealed, both are shown once; of the pairs of both no third ever works; a key of the other
 * environment is refused before it is looked up; a change counts from the next request on, in every process.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ApiKeyScope } from '../../lib/api-key-scopes.ts';
import { keepRepeating } from '../../lib/keep-repeating.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import { announceExpiringKeys } from './announce-expiring-keys.ts';
import type { ApiKey, ApiKeyHome } from './api-key.ts';
import type { ApiKeyChange, IssuedApiKey, NewApiKey, RotateApiKeyOptions } from './api-key-registration.ts';
import type { ApiKeyListQuery } from './api-key-store.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { changeApiKey } from './change-api-key.ts';
import { createApiKey, idOfGivenText } from './create-api-key.ts';
import { isHomeOf } from './key-home.ts';
import { EXPIRY_WARNING_MS } from './key-lifetime.ts';
import { keepPair } from './key-pairs.ts';
import { createUseNotes } from './note-use.ts';
import type { PresentedKey, VerifiedKey } from './presented-key.ts';
import { resealApiKeys } from './reseal-api-keys.ts';
import { revisionOfApiKey } from './revision-of-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { updateApiKey } from './update-api-key.ts';
import { verifyApiKey } from './verify-api-key.ts';

export interface ApiKeys {
  /**
   * Whether a request that shows a key is let in.
   *
   * @throws `invalid_api_key`, `wrong_environment`, `expired_api_key`, `ip_not_whitelisted`, `invalid_signature`,
   *   `api_key_unreadable`, `store_unavailable`
   */
  verify(presented: PresentedKey): Promise<VerifiedKey>;
  /** Whether a key may be used at this broker: it is its own, or of its CRM. */
  isKeyOf(key: ApiKey, broker: Pick<Broker, 'brokerName' | 'brokerCrmName'>): boolean;
  /** @throws `insufficient_scope` */
  requireScope(key: ApiKey, scope: ApiKeyScope): void;
  /** Those of this home, the oldest first; a broker's are without those of its CRM. */
  list(home: ApiKeyHome): Promise<readonly ApiKey[]>;
  /** @returns Those of several homes, the newest first. */
  listOf(query: ApiKeyListQuery): Promise<readonly ApiKey[]>;
  /** Those of several homes that end within the time for which it is said of a key that it ends soon. */
  listEndingSoon(query: Pick<ApiKeyListQuery, 'brokerNames' | 'crmNames' | 'limit'>): Promise<readonly ApiKey[]>;
  /** Another number whenever its settings are others; use and rotation do not count. */
  revisionOf(key: ApiKey): number;
  /** @throws `api_key_unknown` */
  get(home: ApiKeyHome, keyId: string): Promise<ApiKey>;
  /** Whether the home has the key that was made with this text, though it may have another one by now. */
  hasGivenText(home: ApiKeyHome, text: string): Promise<boolean>;
  /**
   * @returns The key, and its text and secret, which are not shown again.
   * @throws `api_key_invalid_settings` (its `field` says which part), `api_key_exists` (the text is taken), `broker_unknown`
   */
  create(key: NewApiKey): Promise<IssuedApiKey>;
  /**
   * @param expectedRevision - Which the key has to have; `null` where any will do.
   * @throws `api_key_unknown`, `api_key_revoked`, `api_key_invalid_settings`, `precondition_failed`
   */
  update(home: ApiKeyHome, keyId: string, change: ApiKeyChange, expectedRevision?: number | null): Promise<ApiKey>;
  /**
   * Makes a new text and a new secret. Those before end after the overlap, and those that were to end already do so now.
   *
   * @throws `api_key_unknown`, `api_key_revoked`, `api_key_invalid_settings`
   */
  rotate(home: ApiKeyHome, keyId: string, options: RotateApiKeyOptions): Promise<IssuedApiKey>;
  /** Ends a key for good, now. @throws `api_key_unknown` */
  revoke(home: ApiKeyHome, keyId: string): Promise<ApiKey>;
  /** Seals the secrets with the current encryption key. @returns Of how many keys an older one had sealed them. */
  resealSecrets(home: ApiKeyHome): Promise<number>;
  /**
   * Tells of the keys that end soon, of each once: at its broker, or at every broker of its CRM.
   *
   * @returns How many keys were announced.
   */
  announceExpiring(): Promise<number>;
  /** From now on does so from time to time. */
  startAnnouncing(): void;
  /** Ends that, and waits for what is still being written. */
  stop(): Promise<void>;
}

const ANNOUNCING_EVERY_MS = 3_600_000;

export function createApiKeys(dependencies: ApiKeysDependencies): ApiKeys {
  const { store, keyRing, clock, log } = dependencies;
  const uses = createUseNotes(dependencies);
  const announceExpiring = () => announceExpiringKeys(dependencies);
  const announcing = keepRepeating(announceExpiring, { intervalMs: ANNOUNCING_EVERY_MS, log });
  const nobody: ApiKeyHome = { kind: 'broker', brokerName: '' };
  const decoy = {
    key: { home: nobody },
    pair: keepPair(keyRing, nobody, { text: newSecret(), secret: newSecret() }, clock.nowMs()),
  };

  return {
    async verify(presented) {
      const verified = await verifyApiKey({ ...dependencies, decoy }, presented);
      uses.note(verified.key);
      return verified;
    },
    isKeyOf: ({ home }, broker) => isHomeOf(home, broker),
    requireScope({ id, scopes }, scope) {
      if (!scopes.includes(scope)) throw new BridgeError('insufficient_scope', { field: scope, detail: id });
    },
    list: (home) => store.list(home),
    listOf: (query) => store.listOf(query),
    listEndingSoon(query) {
      const nowMs = clock.nowMs();
      return store.listOf({ ...query, endsWithin: { afterMs: nowMs, untilMs: nowMs + EXPIRY_WARNING_MS } });
    },
    revisionOf: revisionOfApiKey,
    async get(home, keyId) {
      const key = await store.find(home, keyId);
      if (!key) throw new BridgeError('api_key_unknown', { field: keyId });
      return key;
    },
    hasGivenText: async (home, text) => (await store.find(home, idOfGivenText(text))) !== undefined,
    create: (key) => createApiKey(dependencies, key),
    update: (home, keyId, change, expectedRevision = null) =>
      updateApiKey(dependencies, home, keyId, { change, expectedRevision }),
    rotate: (home, keyId, options) => rotateApiKey(dependencies, home, keyId, options),
    revoke(home, keyId) {
      const nowMs = clock.nowMs();
      const work = (key: ApiKey) => ({ ...key, revokedAtMs: key.revokedAtMs ?? nowMs });
      return changeApiKey(dependencies, home, keyId, work, 'an API key was revoked');
    },
    resealSecrets: (home) => resealApiKeys(dependencies, home),
    announceExpiring,
    startAnnouncing: announcing.start,
    async stop() {
      await announcing.stop();
      await uses.settle();
    },
  };
}
