import type { KeyRing } from '../../lib/key-ring.ts';
import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import type { Broker, CashierSetting, RetiredCashierSecret } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';

const KEPT_MS = 30 * 86_400_000;
const MOST_KEPT = 2;

/**
 * Keeps the secret of a cashier that is about to be changed, so that what traders paid there is still credited.
 *
 * @param broker - As it is saved now.
 * @param next - The cashier that it will have.
 * @returns The secrets to keep with it.
 */
export function retireCashierSecret(
  { keyRing, clock }: Pick<BrokersDependencies, 'keyRing' | 'clock'>,
  { brokerName, payments }: Broker,
  next: CashierSetting,
): readonly RetiredCashierSecret[] {
  const nowMs = clock.nowMs();
  const { cashier, retiredCashierSecrets } = payments;
  const known = retiredCashierSecrets.filter(({ endsAtMs }) => endsAtMs > nowMs);
  const leaving =
    cashier.kind === 'redirect'
      ? [{ sealedSecret: cashier.sealedSecret, retiredAtMs: nowMs, endsAtMs: nowMs + KEPT_MS }]
      : [];
  if (next.kind !== 'redirect') return [...leaving, ...known].slice(0, MOST_KEPT);
  const isOther = ({ sealedSecret }: RetiredCashierSecret) =>
    !isSameSecret(keyRing, brokerName, sealedSecret, next.sealedSecret);
  return [...leaving, ...known].filter(isOther).slice(0, MOST_KEPT);
}

/** The same secret looks another each time that it is sealed. */
function isSameSecret(keyRing: KeyRing, brokerName: string, one: string, other: string): boolean {
  if (one === other) return true;
  if (!keyRing.canOpen(one) || !keyRing.canOpen(other)) return false;
  const context = cashierSecretContext(brokerName);
  return keyRing.open(one, context) === keyRing.open(other, context);
}
