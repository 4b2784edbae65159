import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter, RateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

/**
 * Slows down whoever guesses passwords, without letting them lock out anybody.
 *
 * Failures are counted three ways: for one account from one address, for an account from everywhere, for an address
 * over all accounts. The two wide counts do not bind a trader at an address from which that trader signed in before:
 * so an attacker elsewhere cannot keep the trader out, nor can one bad guest behind a shared proxy keep out the rest.
 */
export interface SignInGuard {
  /** @throws `too_many_attempts` */
  admit(attempt: Attempt): Promise<void>;
  /** @throws `too_many_attempts`, in place of the caller's own refusal, once the limit is passed */
  failed(attempt: Attempt): Promise<void>;
  succeeded(attempt: Attempt): Promise<void>;
  /** Counts a sign-up against an address. @throws `too_many_attempts` */
  admitSignUp(broker: Broker, address: string): Promise<void>;
}

export interface Attempt {
  readonly broker: Broker;
  readonly email: string;
  readonly address: string;
}

const WINDOW_SECONDS = 15 * 60;
const KNOWN_ADDRESS_MS = 90 * 86_400_000;

interface Counter {
  readonly limiter: RateLimiter;
  readonly subject: string;
}

export function createSignInGuard(parts: {
  expiring: ExpiringStore;
  createRateLimiter: CreateRateLimiter;
}): SignInGuard {
  const { expiring, createRateLimiter } = parts;
  const limit = (name: string, points: number) => createRateLimiter({ name, points, windowSeconds: WINDOW_SECONDS });
  const perAccountAndAddress = limit('sign-in-account-address', 8);
  const perAccount = limit('sign-in-account', 40);
  const perAddress = limit('sign-in-address', 100);
  const signUps = limit('sign-up-address', 30);

  function knownKey({ broker, email, address }: Attempt) {
    const id = hashToken(`${email}/${limitSubjectOf(address)}`);
    return { partition: broker.brokerName, kind: 'known-address', id };
  }

  /** An email address is personal, so the counters know its hash alone. */
  function narrowCounter({ email, address }: Attempt): Counter {
    return { limiter: perAccountAndAddress, subject: `${hashToken(email)}/${limitSubjectOf(address)}` };
  }

  async function countersOf(attempt: Attempt): Promise<Counter[]> {
    const known = (await expiring.get(knownKey(attempt)))?.state === 'live';
    if (known) return [narrowCounter(attempt)];
    return [
      narrowCounter(attempt),
      { limiter: perAccount, subject: hashToken(attempt.email) },
      { limiter: perAddress, subject: limitSubjectOf(attempt.address) },
    ];
  }

  async function ask(attempt: Attempt, question: 'check' | 'consume'): Promise<void> {
    const { brokerName } = attempt.broker;
    const counters = await countersOf(attempt);
    const waits = await Promise.all(counters.map(({ limiter, subject }) => limiter[question]({ brokerName, subject })));
    refuseAfter(Math.max(...waits));
  }

  return {
    admit: (attempt) => ask(attempt, 'check'),
    failed: (attempt) => ask(attempt, 'consume'),
    async succeeded(attempt) {
      const { limiter, subject } = narrowCounter(attempt);
      await limiter.reset({ brokerName: attempt.broker.brokerName, subject });
      await expiring.put(knownKey(attempt), '', { validForMs: KNOWN_ADDRESS_MS });
    },
    async admitSignUp({ brokerName }, address) {
      refuseAfter(await signUps.consume({ brokerName, subject: limitSubjectOf(address) }));
    },
  };
}

function refuseAfter(waitSeconds: number): void {
  if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
}
