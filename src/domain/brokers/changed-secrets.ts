import type { KeyRing } from '../../lib/key-ring.ts';
import { cashierSecretContext, managerPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker } from './broker.ts';

type Secrets = Pick<Broker, 'platform' | 'payments' | 'brokerName'>;

/** @returns The names of the secrets that are others now. One that was only sealed anew is the same. */
export function changedSecretsOf(keyRing: KeyRing, before: Secrets, after: Secrets): string[] {
  const { brokerName } = before;
  const [one, other] = [cashierSecretOf(before), cashierSecretOf(after)];
  const isSamePassword = isSameSecret(
    keyRing,
    managerPasswordContext(brokerName),
    before.platform.sealedManagerPassword,
    after.platform.sealedManagerPassword,
  );
  const isSameCashier =
    other === undefined || (one !== undefined && isSameSecret(keyRing, cashierSecretContext(brokerName), one, other));
  return [
    ...(isSamePassword ? [] : ['platform.managerPassword']),
    ...(isSameCashier ? [] : ['payments.cashier.secret']),
  ];
}

/** The same secret looks another each time that it is sealed. One that no key opens any more is another one. */
export function isSameSecret(keyRing: KeyRing, context: string, one: string, other: string): boolean {
  if (one === other) return true;
  if (!keyRing.canOpen(one) || !keyRing.canOpen(other)) return false;
  return keyRing.open(one, context) === keyRing.open(other, context);
}

function cashierSecretOf({ payments: { cashier } }: Secrets): string | undefined {
  return cashier.kind === 'redirect' ? cashier.sealedSecret : undefined;
}
