import { createHmac } from 'node:crypto';

/** What a cashier can rely on in the address that a trader's browser brings. */
export interface SignedVisit {
  readonly paymentId: string;
  readonly amount: string;
  readonly currency: string;
  readonly returnUrl: string;
}

/** @returns HMAC-SHA256 over the four, each ended by a line feed, in hexadecimal: the placeholder `{signature}`. */
export function signVisit(secret: string, { paymentId, amount, currency, returnUrl }: SignedVisit): string {
  return createHmac('sha256', secret).update(`${paymentId}\n${amount}\n${currency}\n${returnUrl}\n`).digest('hex');
}
