import { LRUCache } from 'lru-cache';
import type { Broker } from '../../domain/brokers/broker.ts';
import { isBridgeError } from '../../errors/bridge-error.ts';
import { buildProvider, type IssuerEngine } from './build-provider.ts';
import type { Issuer } from './issuer.ts';
import { createCallerLimits } from './limit-callers.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { createRefreshSuccessors } from './refresh-successors.ts';

/** Providers of the white labels that were asked for last. */
export interface ProviderPool {
  /** @returns The provider that goes with what is known of the white label now. @throws `store_unavailable`, `signing_key_unreadable` */
  get(broker: Broker, issuer: Issuer): Promise<IssuerEngine>;
}

interface PooledEngine {
  readonly engine: IssuerEngine;
  /** Of the white label, its clients and its keys. */
  readonly revision: number;
  /** When another key signs, or one is gone. */
  readonly changesAtMs: number | null;
}

/** A provider takes some 100 KB, and two milliseconds to make. */
const MOST_PROVIDERS = 1000;

/**
 * Makes a provider when a white label is asked for, and another when the white label, its clients or its keys have
 * changed, whichever process changed them. Requests that run at the former one are not disturbed.
 */
export function createProviderPool(
  dependencies: OidcDependencies,
  mostProviders: number = MOST_PROVIDERS,
): ProviderPool {
  const { oidcClients, signingKeys, clock, keyRing, log } = dependencies;
  const pooled = new LRUCache<string, PooledEngine>({ max: mostProviders });
  const underWay = new Map<string, Promise<PooledEngine>>();
  const successors = createRefreshSuccessors(keyRing);
  const limits = createCallerLimits(dependencies.createRateLimiter);

  async function build(broker: Broker, issuer: Issuer): Promise<PooledEngine> {
    const clients = await oidcClients.list(broker);
    const algorithms = new Set(['ES256', ...clients.map(({ idTokenAlgorithm }) => idTokenAlgorithm)] as const);
    const { keys, changesAtMs } = await signingKeys.open(broker, algorithms);
    const engine = buildProvider(dependencies, { broker, issuer, clients, keys, successors, limits });
    return { engine, revision: broker.revision, changesAtMs };
  }

  /** Many may ask for the same at once. */
  function buildOnce(broker: Broker, issuer: Issuer): Promise<PooledEngine> {
    const name = `${issuer.url} ${broker.revision}`;
    const running = underWay.get(name) ?? build(broker, issuer).finally(() => underWay.delete(name));
    underWay.set(name, running);
    return running;
  }

  return {
    async get(broker, issuer) {
      const known = pooled.get(issuer.url);
      const isCurrent = known?.revision === broker.revision && clock.nowMs() < (known.changesAtMs ?? Infinity);
      if (isCurrent) return known.engine;
      try {
        const built = await buildOnce(broker, issuer);
        pooled.set(issuer.url, built);
        return built.engine;
      } catch (error) {
        // Whatever else is wrong: the former one may sign with a key that was revoked, for clients that are no more.
        if (!known || !isBridgeError(error, 'store_unavailable')) throw error;
        log.warn(
          { broker: broker.brokerName, err: error },
          'the former provider serves on, for no other could be made',
        );
        return known.engine;
      }
    },
  };
}
