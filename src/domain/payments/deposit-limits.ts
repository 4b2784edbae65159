import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { PaymentCounter } from './begin-payment.ts';

/** How many deposits one trader, and one address, may begin. */
export type DepositLimits = (brokerName: string, userId: string, address: string) => PaymentCounter[];

const WINDOW_SECONDS = 600;
const PER_USER = 30;
/** Many traders can share one. */
const PER_ADDRESS = 300;

export function createDepositLimits(createRateLimiter: CreateRateLimiter): DepositLimits {
  const windowSeconds = WINDOW_SECONDS;
  const ofUser = createRateLimiter({ name: 'deposit-user', points: PER_USER, windowSeconds });
  const ofAddress = createRateLimiter({ name: 'deposit-address', points: PER_ADDRESS, windowSeconds });
  return (brokerName, userId, address) => [
    { limiter: ofUser, key: { brokerName, subject: userId } },
    { limiter: ofAddress, key: { brokerName, subject: limitSubjectOf(address) } },
  ];
}
