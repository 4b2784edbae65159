import type { showCase } from '../kyc/show-case.ts';
import type { showPayment } from '../payments/show-payment.ts';
import type {
  showAccount,
  showEntry,
  showListedUser,
  showOutstanding,
  showProfile,
  showSession,
  showSignature,
} from './show-user.ts';

export type ShownListedUser = ReturnType<typeof showListedUser>;
export type ShownEntry = ReturnType<typeof showEntry>;

/** What the operation answers. */
export type ShownUser = ReturnType<typeof showProfile> & {
  readonly accounts: readonly ReturnType<typeof showAccount>[];
  readonly sessions: readonly ReturnType<typeof showSession>[];
  readonly agreements: {
    readonly signed: readonly ReturnType<typeof showSignature>[];
    readonly outstanding: readonly ReturnType<typeof showOutstanding>[];
  };
  readonly payments: readonly ReturnType<typeof showPayment>[];
  readonly kyc: ReturnType<typeof showCase> | null;
};

export function nameOf({ firstName, lastName, email }: Pick<ShownListedUser, 'firstName' | 'lastName' | 'email'>) {
  const name = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ');
  return name === '' ? email : name;
}

export function userPathOf(brokerName: string, userId: string): string {
  return `/admin/users/${encodeURIComponent(brokerName)}/${encodeURIComponent(userId)}`;
}
