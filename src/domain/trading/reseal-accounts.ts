import type { TradingDependencies } from './trading-dependencies.ts';

/** What the password of an account is bound to when it is sealed. */
export function accountPasswordContext(brokerName: string, login: number): string {
  return `account-password/${brokerName}/${login}`;
}

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
