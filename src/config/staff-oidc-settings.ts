import { SETTINGS, type Setting } from './settings.ts';

/** The OpenID provider at which staff can sign in. */
export interface StaffOidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const ALL = [SETTINGS.staffOidcIssuer, SETTINGS.staffOidcClientId, SETTINGS.staffOidcClientSecret];

/** @param read - Notes a fault where there is one, so that each setting is read once. */
export function staffOidcOf(read: (setting: Setting) => string | undefined): StaffOidcSettings | undefined {
  const [issuer, clientId, clientSecret] = ALL.map(read);
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret };
}

/** One sentence for each that is missing beside the others. */
export function faultsOfStaffOidc(given: (setting: Setting) => string | undefined): string[] {
  const present = ALL.find((setting) => given(setting) !== undefined);
  if (!present) return [];
  const missing = ALL.filter((setting) => given(setting) === undefined);
  return missing.map(({ variable }) => `${variable} is missing beside ${present.variable}. Set all of them, or none.`);
}
