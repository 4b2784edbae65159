import { generateKeyPairSync } from 'node:crypto';
import { checkClient } from '../../../src/domain/oidc-clients/check-client.ts';
import { completeClient } from '../../../src/domain/oidc-clients/complete-client.ts';
import type { OidcClientSettings } from '../../../src/domain/oidc-clients/oidc-client-registration.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';

const SANDBOX = { publicOnly: false, sandboxOrigin: 'http://192.168.1.5:3100' };
export const PRODUCTION = { publicOnly: true, sandboxOrigin: null };

/** A client that needs little, with this given otherwise. */
export function settings(given: object): OidcClientSettings {
  return completeClient({ id: 'app', name: 'App', redirectUris: ['https://app.example/cb'], ...given });
}

/** @param rules - Those of sandbox mode when left out. @throws BridgeError `client_invalid`. */
export function check(given: object, rules: Parameters<typeof checkClient>[1] = SANDBOX): void {
  checkClient(settings(given), rules);
}

/** @returns The field at fault; `null` for a good client. */
export function faultOf(given: object, rules: Parameters<typeof checkClient>[1] = SANDBOX): string | null {
  try {
    check(given, rules);
    return null;
  } catch (error) {
    if (!isBridgeError(error, 'client_invalid')) throw error;
    return error.field ?? '';
  }
}

/** @param size - A curve, or a number of bits. */
export function publicJwk(type: 'ec' | 'rsa', size: number | string = type === 'ec' ? 'P-256' : 2048) {
  const { publicKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: String(size) })
      : generateKeyPairSync('rsa', { modulusLength: Number(size) });
  return { ...publicKey.export({ format: 'jwk' }) };
}
