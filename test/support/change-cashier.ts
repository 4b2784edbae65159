import type { CashierSetting } from '../../src/domain/brokers/broker.ts';
import { cashierSecretContext } from '../../src/lib/seal-contexts.ts';
import type { TestBridge } from './start-bridge.ts';

export type RedirectSetting = Extract<CashierSetting, { readonly kind: 'redirect' }>;

/** Gives a white label another cashier. @returns The one before. */
export async function changeCashier(
  { app }: TestBridge,
  brokerName: string,
  cashier: CashierSetting,
): Promise<CashierSetting> {
  const { payments } = app.brokers.get(brokerName);
  await app.brokers.update(brokerName, { payments: { ...payments, cashier } });
  return payments.cashier;
}

/** @returns The outside cashier of a white label, changed in part. */
export function redirectOf(
  { app }: TestBridge,
  brokerName: string,
  { secret, ...change }: Partial<RedirectSetting> & { readonly secret?: string } = {},
): RedirectSetting {
  const { cashier } = app.brokers.get(brokerName).payments;
  if (cashier.kind !== 'redirect') throw new Error('The white label has no outside cashier');
  const sealed =
    secret === undefined ? {} : { sealedSecret: app.keyRing.seal(secret, cashierSecretContext(brokerName)) };
  return { ...cashier, ...change, ...sealed };
}
