import type { CashierRequest, PayOutAnswer } from '../../domain/payments/cashier-backend.ts';
import { announce, type CashierServer } from './announcement.ts';

/** Has the cashier pay out; only a clear word counts, for money that was paid out is never put back. */
export async function announcePayOut(server: CashierServer, request: CashierRequest): Promise<PayOutAnswer> {
  const { outcome, reference } = await announce(server, 'payout', request);
  if (outcome === 'paid') return { outcome, reference };
  return { outcome: outcome === 'refused' ? 'refused' : 'pending' };
}
