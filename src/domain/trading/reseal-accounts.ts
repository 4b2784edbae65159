import { accountPasswordContext } from '../../lib/seal-contexts.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/**
 * Seals with the current key whatever an older key sealed.
 *
 * @returns How many there were.
 */
export async function resealAccounts({ store, keyRing }: TradingDependencies, brokerName: string): Promise<number> {
  const sealed = (await store.listSealed(brokerName)).filter(
    (account) => !keyRing.isCurrent(account.sealedPasswordHash),
  );
  for (const { id, login, sealedPasswordHash } of sealed) {
    const context = accountPasswordContext(brokerName, login);
    const resealed = keyRing.seal(keyRing.open(sealedPasswordHash, context), context);
    await store.replaceSealed(brokerName, id, sealedPasswordHash, resealed);
  }
  return sealed.length;
}
