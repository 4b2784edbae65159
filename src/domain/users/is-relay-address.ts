const RELAY_DOMAIN = '@privaterelay.appleid.com';

/** The platform refuses these addresses, for mail to them ends with the trader's consent. */
export function isRelayAddress(email: string): boolean {
  return email.endsWith(RELAY_DOMAIN);
}
