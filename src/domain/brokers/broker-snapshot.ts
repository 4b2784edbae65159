import type { Broker, CashierSetting, PaymentSettings, PlatformConnection } from './broker.ts';

/** What a white label is set to, without its secrets. */
export type BrokerSnapshot = Omit<Broker, 'revision' | 'platformPasswords' | 'platform' | 'payments'> & {
  readonly platform: Omit<PlatformConnection, 'sealedManagerPassword'>;
  readonly payments: Omit<PaymentSettings, 'cashier' | 'retiredCashierSecrets'> & { readonly cashier: ShownCashier };
};

/** A cashier without its secret. */
export type ShownCashier =
  | Exclude<CashierSetting, { readonly kind: 'redirect' }>
  | Omit<Extract<CashierSetting, { readonly kind: 'redirect' }>, 'sealedSecret'>;

/** Who changed a white label. */
export type ChangeActor =
  | { readonly kind: 'staff'; readonly id: string; readonly email: string }
  /** `name` is the account on the machine. */
  | { readonly kind: 'command-line'; readonly name: string }
  /** The broker's own systems. */
  | { readonly kind: 'api-key'; readonly id: string }
  | { readonly kind: 'bridge' };

/** What is kept of a change beside the settings that it made. */
export interface ChangeNote {
  /** The bridge itself where it is left out. */
  readonly actor?: ChangeActor | undefined;
  /** What changed and is not told, by name: `platform.managerPassword`, `clients.terminal`. */
  readonly untold?: readonly string[];
}
