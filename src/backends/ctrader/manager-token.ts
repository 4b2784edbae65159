import { createHash } from 'node:crypto';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { managerPasswordContext } from '../../lib/seal-contexts.ts';
import { platformUnavailable } from './map-platform-error.ts';
import type { PlatformCall, PlatformInput } from './platform-call.ts';
import { type ManagerTokenAnswer, managerTokenAnswer, managerTokenRequest, wireText } from './wire-schemas.ts';

/**
 * Call 3.1: the manager's token of each broker. Kept in memory only; whatever the number of callers, one is bought at
 * a time.
 */
export interface ManagerTokens {
  /** @returns The token at hand, or a new one. */
  get(broker: Broker): Promise<string>;
  /** @returns A token other than `rejected`, which the platform did not accept. */
  renew(broker: Broker, rejected: string): Promise<string>;
}

/** Sends a call that needs no token. */
export type BuyToken = (
  broker: Broker,
  call: PlatformCall<ManagerTokenAnswer>,
  input: PlatformInput,
) => Promise<ManagerTokenAnswer>;

export const GET_MANAGER_TOKEN: PlatformCall<ManagerTokenAnswer> = {
  name: '3.1',
  method: 'POST',
  // A second token does no harm: the first stays good.
  idempotent: true,
  answer: managerTokenAnswer,
};

interface Held {
  /** What the token was bought with; another platform, login or password needs another token. */
  readonly boughtWith: string;
  readonly token: Promise<string>;
  /** The token, once it is there. */
  bought: string | undefined;
}

export function createManagerTokens(keyRing: KeyRing, buy: BuyToken): ManagerTokens {
  const heldByBroker = new Map<string, Held>();

  function start(broker: Broker): Held {
    const token = buy(
      broker,
      GET_MANAGER_TOKEN,
      managerTokenInput(broker.platform.managerLogin, openManagerPassword(keyRing, broker)),
    ).then((answer) => answer.webservToken);
    const held: Held = { boughtWith: purchaseOf(broker), token, bought: undefined };
    heldByBroker.set(broker.brokerName, held);
    token.then(
      (bought) => {
        held.bought = bought;
      },
      () => {
        if (heldByBroker.get(broker.brokerName) === held) heldByBroker.delete(broker.brokerName);
      },
    );
    return held;
  }

  function heldFor(broker: Broker): Held | undefined {
    const held = heldByBroker.get(broker.brokerName);
    return held?.boughtWith === purchaseOf(broker) ? held : undefined;
  }

  return {
    async get(broker) {
      return (heldFor(broker) ?? start(broker)).token;
    },
    async renew(broker, rejected) {
      const held = heldFor(broker);
      return (held && held.bought !== rejected ? held : start(broker)).token;
    },
  };
}

function purchaseOf(broker: Broker): string {
  const { baseUrl, managerLogin, sealedManagerPassword } = broker.platform;
  return [baseUrl, managerLogin, sealedManagerPassword].join(' ');
}

/** What call 3.1 takes. */
export function managerTokenInput(login: number, password: string): PlatformInput {
  const body = wireText(managerTokenRequest, {
    login,
    // The vendor wants MD5; it protects nothing, TLS does.
    hashedPassword: createHash('md5').update(password).digest('hex'),
  });
  return { path: '/v2/webserv/managers/token', body };
}

/** @throws `platform_unavailable` when no key opens it */
export function openManagerPassword(keyRing: KeyRing, broker: Broker): string {
  try {
    return keyRing.open(broker.platform.sealedManagerPassword, managerPasswordContext(broker.brokerName));
  } catch {
    throw platformUnavailable('3.1', 'the manager password cannot be opened with ENCRYPTION_KEYS', 'not_done');
  }
}
