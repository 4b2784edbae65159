import { cashierSecretContext } from '../../lib/seal-contexts.ts';
import type { Broker, CashierSetting, RetiredCashierSecret } from './broker.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { isSameSecret } from './changed-secrets.ts';

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
    !isSameSecret(keyRing, cashierSecretContext(brokerName), sealedSecret, next.sealedSecret);
  return [...leaving, ...known].filter(isOther).slice(0, MOST_KEPT);
}
