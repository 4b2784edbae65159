import type { Broker } from '../../../domain/brokers/broker.ts';
import type { PageClaims } from '../../../http/page-ticket.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** For a page of one payment that is loaded again: when that payment has ended, the page begins another one. */
export function renewPayment({ payments }: Pick<ScreensDependencies, 'payments'>) {
  return async (broker: Broker, claims: PageClaims): Promise<PageClaims> => {
    const paymentId = await payments.nextPaymentId(broker, claims.paymentId ?? '');
    return paymentId === claims.paymentId ? claims : { ...claims, paymentId };
  };
}
