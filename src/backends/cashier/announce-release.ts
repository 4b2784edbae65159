import type { CashierRequest, ReleaseAnswer } from '../../domain/payments/cashier-backend.ts';
import { announce, type CashierServer } from './announcement.ts';

/** Has the cashier give back what a trader paid; only a clear word counts. */
export async function announceRelease(server: CashierServer, request: CashierRequest): Promise<ReleaseAnswer> {
  const { outcome } = await announce(server, 'release', request);
  return outcome === 'released' ? 'released' : 'pending';
}
