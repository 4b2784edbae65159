import type { Broker } from '../../../domain/brokers/broker.ts';
import { newSecret } from '../../../lib/secrets.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall } from '../admin-operation.ts';
import { type BrokerChange, changeWhiteLabel } from './change-white-label.ts';

type NewPayments = NonNullable<BrokerChange['payments']>;

/** A secret that was made here is told in the answer; one that was entered is known already. */
export async function setCashier(dependencies: AdminDependencies, call: WhiteLabelCall): Promise<AdminReply> {
  const { body } = call;
  let made: string | null = null;
  const reply = await changeWhiteLabel(dependencies, call, (broker) => {
    made = needsSecret(broker, body) ? newSecret() : null;
    const entered = typeof body.secret === 'string' ? body.secret : undefined;
    return { payments: paymentsWith(broker, body, entered ?? made ?? undefined) };
  });
  return { ...reply, body: { ...reply.body, cashierSecret: made } };
}

function needsSecret({ payments }: Broker, { kind, secret, newSecret: isAsked }: WhiteLabelCall['body']): boolean {
  if (kind !== 'redirect' || secret !== undefined) return false;
  return isAsked === true || payments.cashier.kind !== 'redirect';
}

/** @param secret - Another one; the one that there is stays when left out. */
function paymentsWith({ payments }: Broker, body: WhiteLabelCall['body'], secret: string | undefined): NewPayments {
  const { retiredCashierSecrets: _kept, cashier: _before, ...limits } = payments;
  if (body.kind === 'sandbox' || body.kind === 'off') return { ...limits, cashier: { kind: body.kind } };
  const template = String(body.template ?? '');
  const payoutUrl = typeof body.payoutUrl === 'string' ? body.payoutUrl : null;
  const cashier = { kind: 'redirect', template, payoutUrl } as const;
  if (secret !== undefined) return { ...limits, cashier: { ...cashier, secret } };
  return { ...limits, cashier };
}
