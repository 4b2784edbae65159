import { BridgeError } from '../../errors/bridge-error.ts';
import { type Admission, createAttemptGuard } from '../../lib/attempt-guard.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Broker } from '../brokers/broker.ts';

/** Slows down whoever guesses passwords of traders. @see `AttemptGuard` for how nobody is locked out. */
export interface SignInGuard {
  /** Counts an attempt as a failure before its password is looked at. @throws `too_many_attempts` */
  admit(attempt: Attempt): Promise<Admission>;
  /** From now on the trader is known at this address, and nothing counts there against that trader. */
  remember(attempt: Attempt): Promise<void>;
  /** Counts a sign-up against an address. @throws `too_many_attempts` */
  admitSignUp(broker: Broker, address: string): Promise<void>;
}

export interface Attempt {
  readonly broker: Broker;
  readonly email: string;
  readonly address: string;
}

export function createSignInGuard(parts: {
  expiring: ExpiringStore;
  createRateLimiter: CreateRateLimiter;
}): SignInGuard {
  const refuse = (waitSeconds: number) => new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
  const guard = createAttemptGuard({ ...parts, name: 'sign-in', knownAddressKind: 'known-address', refuse });
  const signUps = parts.createRateLimiter({ name: 'sign-up-address', points: 30, windowSeconds: 15 * 60 });
  const accountOf = ({ broker, email, address }: Attempt) => ({
    partition: broker.brokerName,
    account: email,
    address,
  });
  return {
    admit: (attempt) => guard.admit(accountOf(attempt)),
    remember: (attempt) => guard.remember(accountOf(attempt)),
    async admitSignUp({ brokerName }, address) {
      const waitSeconds = await signUps.consume({ brokerName, subject: limitSubjectOf(address) });
      if (waitSeconds > 0) throw refuse(waitSeconds);
    },
  };
}
