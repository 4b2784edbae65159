import type Provider from 'oidc-provider';
import type { Grant } from 'oidc-provider';

/** Which trading accounts a trader let an app know of is part of what was consented to. */
const FIELD = 'accountLogins';

/** Has a provider keep the choice with each grant. To be called before the first grant is made. */
export function keepChosenAccounts(provider: Provider): void {
  const fields = [...(provider.Grant as unknown as { IN_PAYLOAD: string[] }).IN_PAYLOAD, FIELD];
  Object.defineProperty(provider.Grant, 'IN_PAYLOAD', { get: () => fields });
}

/** @param logins - `null` is all, those of later included. */
export function chooseAccounts(grant: Grant, logins: readonly number[] | null): void {
  Object.assign(grant, { [FIELD]: logins ?? undefined });
}

/** @returns `undefined` is all. */
export function chosenAccounts(grant: Grant): readonly number[] | undefined {
  return (grant as unknown as Record<string, readonly number[] | undefined>)[FIELD];
}
