import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { RateLimiter } from '../../lib/rate-limiter.ts';
import type { KycDependencies } from './kyc-dependencies.ts';

export interface UploadLimiters {
  readonly perAddress: RateLimiter;
}

/** Many traders can sit behind one address, and each of them may need a few tries. */
export function createUploadLimiters({ createRateLimiter }: KycDependencies): UploadLimiters {
  return { perAddress: createRateLimiter({ name: 'kyc-address', points: 60, windowSeconds: 15 * 60 }) };
}

/** Counts an upload against the address that it comes from. @throws `too_many_attempts` */
export async function admitUpload({ perAddress }: UploadLimiters, brokerName: string, address: string): Promise<void> {
  const waitSeconds = await perAddress.consume({ brokerName, subject: limitSubjectOf(address) });
  if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
}
