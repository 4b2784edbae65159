import type { ExpiringStore } from './expiring-store.ts';
import { limitSubjectOf } from './network-address.ts';
import type { CreateRateLimiter, LimitKey, RateLimiter } from './rate-limiter.ts';
import { hashToken } from './secrets.ts';

/**
 * Slows down whoever guesses what proves that somebody is who they say, without letting them lock out anybody.
 *
 * Failures are counted three ways: for one account from one address, for an account from everywhere, for an address
 * over all accounts. The two wide counts do not bind an account at an address from which it got in before: so an attacker
 * elsewhere cannot keep its owner out, nor can one bad guest behind a shared proxy keep out the rest. Nor can an attacker
 * keep an owner out at a new address: an account that is used up still allows every address a try or two.
 */
export interface AttemptGuard {
  /**
   * Counts an attempt as a failure before what it shows is looked at, so that many at once pass the limit no more than
   * many in a row.
   *
   * @throws What `refuse` makes.
   */
  admit(attempt: Attempt): Promise<Admission>;
  /** From now on the account is known at this address, and nothing counts there against it. */
  remember(attempt: Attempt): Promise<void>;
}

/** An attempt that was counted. What is said of it takes the count back. */
export interface Admission {
  /** What was shown was right. */
  succeeded(): Promise<void>;
  /** Nobody looked at what was shown. */
  withdraw(): Promise<void>;
}

export interface Attempt {
  /** The white label, or whatever else keeps its accounts to itself. */
  readonly partition: string;
  /** Which one; the counters know its hash alone. */
  readonly account: string;
  readonly address: string;
}

export interface AttemptGuardOptions {
  readonly expiring: ExpiringStore;
  readonly createRateLimiter: CreateRateLimiter;
  /** What the counters' names begin with. */
  readonly name: string;
  /** The kind of the entries that know addresses. */
  readonly knownAddressKind: string;
  /** What is thrown when a limit is reached. */
  refuse(waitSeconds: number): Error;
}

const WINDOW_SECONDS = 15 * 60;
const KNOWN_ADDRESS_MS = 90 * 86_400_000;

interface Counter {
  readonly limiter: RateLimiter;
  readonly key: LimitKey;
}

/** The wide ones are missing for an account that is known at this address. */
interface Counters {
  readonly narrow: Counter;
  readonly address?: Counter;
  readonly account?: Counter;
  readonly accountUsedUp?: Counter;
}

export function createAttemptGuard(options: AttemptGuardOptions): AttemptGuard {
  const { expiring } = options;
  const countersOf = createCounters(options);

  async function refuseOver(counters: readonly Counter[], question: 'check' | 'consume'): Promise<void> {
    const waits = await Promise.all(counters.map(({ limiter, key }) => limiter[question](key)));
    const waitSeconds = Math.max(0, ...waits);
    if (waitSeconds > 0) throw options.refuse(waitSeconds);
  }

  /** @returns The counters that counted. */
  async function countAgainstAccount(account: Counter, usedUp: Counter): Promise<Counter[]> {
    if ((await account.limiter.consume(account.key)) === 0) return [account];
    await refuseOver([usedUp], 'consume');
    return [account, usedUp];
  }

  async function remember(attempt: Attempt): Promise<void> {
    const { narrow } = await countersOf(attempt);
    await narrow.limiter.reset(narrow.key);
    await expiring.put(knownKey(options, attempt), '', { validForMs: KNOWN_ADDRESS_MS });
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
  };
}

/** An account's name can be personal, so the counters know its hash alone. */
function createCounters(options: AttemptGuardOptions): (attempt: Attempt) => Promise<Counters> {
  const { createRateLimiter, name } = options;
  const limit = (kind: string, points: number) =>
    createRateLimiter({ name: `${name}-${kind}`, points, windowSeconds: WINDOW_SECONDS });
  const perAccountAndAddress = limit('account-address', 8);
  const perAccount = limit('account', 40);
  const perAccountUsedUp = limit('account-used-up', 2);
  const perAddress = limit('address', 100);

  return async (attempt) => {
    const counter = (limiter: RateLimiter, counted: string) => ({
      limiter,
      key: { brokerName: attempt.partition, subject: counted },
    });
    const account = hashToken(attempt.account);
    const subject = limitSubjectOf(attempt.address);
    const narrow = counter(perAccountAndAddress, `${account}/${subject}`);
    const isKnown = (await options.expiring.get(knownKey(options, attempt)))?.state === 'live';
    if (isKnown) return { narrow };
    return {
      narrow,
      address: counter(perAddress, subject),
      account: counter(perAccount, account),
      accountUsedUp: counter(perAccountUsedUp, `${account}/${subject}`),
    };
  };
}

function knownKey({ knownAddressKind: kind }: AttemptGuardOptions, { partition, account, address }: Attempt) {
  return { partition, kind, id: hashToken(`${account}/${limitSubjectOf(address)}`) };
}
