import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter, LimitKey, RateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

/**
 * Slows down whoever guesses passwords, without letting them lock out anybody.
 *
 * Failures are counted three ways: for one account from one address, for an account from everywhere, for an address
 * over all accounts. The two wide counts do not bind a trader at an address from which that trader signed in before:
 * so an attacker elsewhere cannot keep the trader out, nor can one bad guest behind a shared proxy keep out the rest.
 * Nor can an attacker keep a trader out at a new address: an account that is used up still allows every address a try
 * or two.
 */
export interface SignInGuard {
  /**
   * Counts an attempt as a failure before its password is looked at, so that many at once pass the limit no more than
   * many in a row.
   *
   * @throws `too_many_attempts`
   */
  admit(attempt: Attempt): Promise<Admission>;
  /** From now on the trader is known at this address, and nothing counts there against that trader. */
  remember(attempt: Attempt): Promise<void>;
  /** Counts a sign-up against an address. @throws `too_many_attempts` */
  admitSignUp(broker: Broker, address: string): Promise<void>;
}

/** An attempt that was counted. What is said of it takes the count back. */
export interface Admission {
  /** The password was right. */
  succeeded(): Promise<void>;
  /** Nobody looked at the password. */
  withdraw(): Promise<void>;
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
  readonly key: LimitKey;
}

/** The wide ones are missing for a trader who is known at this address. */
interface Counters {
  readonly narrow: Counter;
  readonly address?: Counter;
  readonly account?: Counter;
  readonly accountUsedUp?: Counter;
}

export function createSignInGuard(parts: {
  expiring: ExpiringStore;
  createRateLimiter: CreateRateLimiter;
}): SignInGuard {
  const { expiring, createRateLimiter } = parts;
  const limit = (name: string, points: number) => createRateLimiter({ name, points, windowSeconds: WINDOW_SECONDS });
  const perAccountAndAddress = limit('sign-in-account-address', 8);
  const perAccount = limit('sign-in-account', 40);
  const perAccountUsedUp = limit('sign-in-account-used-up', 2);
  const perAddress = limit('sign-in-address', 100);
  const signUps = limit('sign-up-address', 30);

  function knownKey({ broker, email, address }: Attempt) {
    const id = hashToken(`${email}/${limitSubjectOf(address)}`);
    return { partition: broker.brokerName, kind: 'known-address', id };
  }

  function narrowCounter({ broker, email, address }: Attempt): Counter {
    const subject = `${hashToken(email)}/${limitSubjectOf(address)}`;
    return { limiter: perAccountAndAddress, key: { brokerName: broker.brokerName, subject } };
  }

  async function remember(attempt: Attempt): Promise<void> {
    const { limiter, key } = narrowCounter(attempt);
    await limiter.reset(key);
    await expiring.put(knownKey(attempt), '', { validForMs: KNOWN_ADDRESS_MS });
  }

  /** An email address is personal, so the counters know its hash alone. */
  async function countersOf(attempt: Attempt): Promise<Counters> {
    const { email, address, broker } = attempt;
    const counter = (limiter: RateLimiter, subject: string) => ({
      limiter,
      key: { brokerName: broker.brokerName, subject },
    });
    const account = hashToken(email);
    const subject = limitSubjectOf(address);
    const narrow = narrowCounter(attempt);
    const isKnown = (await expiring.get(knownKey(attempt)))?.state === 'live';
    if (isKnown) return { narrow };
    return {
      narrow,
      address: counter(perAddress, subject),
      account: counter(perAccount, account),
      accountUsedUp: counter(perAccountUsedUp, `${account}/${subject}`),
    };
  }

  return {
    async admit(attempt) {
      const { narrow, address, account, accountUsedUp } = await countersOf(attempt);
      // What is refused by the narrow count never reaches the wide ones: one address alone cannot use up an account.
      await refuseOver(address ? [narrow, address] : [narrow], 'check');
      await refuseOver([narrow], 'consume');
      const counted = [narrow];
      if (address) {
        await refuseOver([address], 'consume');
        counted.push(address);
      }
      if (account && accountUsedUp) counted.push(...(await countAgainstAccount(account, accountUsedUp)));
      const giveBack = (counters: Counter[]) => Promise.all(counters.map(({ limiter, key }) => limiter.giveBack(key)));
      return {
        async succeeded() {
          await giveBack(counted.slice(1));
          await remember(attempt);
        },
        async withdraw() {
          await giveBack(counted);
        },
      };
    },
    remember,
    async admitSignUp({ brokerName }, address) {
      refuseAfter(await signUps.consume({ brokerName, subject: limitSubjectOf(address) }));
    },
  };
}

/** @returns The counters that counted. */
async function countAgainstAccount(account: Counter, usedUp: Counter): Promise<Counter[]> {
  if ((await account.limiter.consume(account.key)) === 0) return [account];
  await refuseOver([usedUp], 'consume');
  return [account, usedUp];
}

async function refuseOver(counters: readonly Counter[], question: 'check' | 'consume'): Promise<void> {
  const waits = await Promise.all(counters.map(({ limiter, key }) => limiter[question](key)));
  refuseAfter(Math.max(0, ...waits));
}

function refuseAfter(waitSeconds: number): void {
  if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
}
