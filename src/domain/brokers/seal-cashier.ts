import type { KeyRing } from '../../lib/key-ring.ts';
import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import type { CashierSetting, PaymentSettings } from './broker.ts';

/** The cashier's secret in the clear. */
export type NewPaymentSettings = Omit<PaymentSettings, 'cashier' | 'retiredCashierSecrets'> & {
  readonly cashier: NewCashierSetting;
};

type NewCashierSetting =
  | Exclude<CashierSetting, { readonly kind: 'redirect' }>
  | (Omit<Extract<CashierSetting, { readonly kind: 'redirect' }>, 'sealedSecret'> & { readonly secret: string });

/** Seals the secret of a cashier, where it has one. */
export function sealCashier(
  keyRing: KeyRing,
  brokerName: string,
  { cashier, ...rest }: NewPaymentSettings,
): PaymentSettings {
  const limits = { ...rest, retiredCashierSecrets: [] };
  if (cashier.kind !== 'redirect') return { ...limits, cashier };
  const { secret, ...setting } = cashier;
  return { ...limits, cashier: { ...setting, sealedSecret: keyRing.seal(secret, cashierSecretContext(brokerName)) } };
}
