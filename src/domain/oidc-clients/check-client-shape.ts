import { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../../lib/oidc-vocabulary.ts';
import type { OidcClientSettings } from './oidc-client-registration.ts';
import { requireClientField } from './require-client-field.ts';

type Test = (value: unknown) => boolean;

const MAX_ADDRESS_LENGTH = 2000;
const MAX_ADDRESSES = 20;
const MAX_GRACE_SECONDS = 60;

const isFlag: Test = (value) => typeof value === 'boolean';
const isAddress: Test = (value) => typeof value === 'string' && value.length <= MAX_ADDRESS_LENGTH;
const isAddressList = isListOf(isAddress, MAX_ADDRESSES);

const SHAPES: Readonly<Record<keyof OidcClientSettings, Test>> = {
  id: isText,
  name: isText,
  enabled: isFlag,
  profile: isOneOf('standard', 'fapi2', 'autoshares'),
  applicationType: isOneOf('web', 'native'),
  authMethod: isOneOf('client_secret', 'private_key_jwt', 'none'),
  jwks: (value) => value === null || isKeySet(value),
  jwksUri: (value) => value === null || isAddress(value),
  redirectUris: isAddressList,
  postLogoutRedirectUris: isAddressList,
  backchannelLogoutUri: (value) => value === null || isAddress(value),
  grantTypes: isListOf(isOneOf(...OIDC_GRANT_TYPES), OIDC_GRANT_TYPES.length),
  scopes: isListOf(isOneOf(...OIDC_SCOPES), OIDC_SCOPES.length),
  resources: isAddressList,
  firstParty: isFlag,
  idTokenAlgorithm: isOneOf('ES256', 'RS256'),
  dpopBound: isFlag,
  refreshGraceSeconds: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_GRACE_SECONDS,
};

/**
 * Whether each setting is what its type says, for a client can come from a file or a form.
 *
 * @throws `client_invalid`, naming the field.
 */
export function checkClientShape(client: OidcClientSettings): void {
  for (const [field, isGood] of Object.entries(SHAPES)) {
    requireClientField(isGood(client[field as keyof OidcClientSettings]), field);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isOneOf(...values: readonly string[]): Test {
  return (value) => typeof value === 'string' && values.includes(value);
}

/** Each of them once. */
function isListOf(isGood: Test, most: number): Test {
  return (value) =>
    Array.isArray(value) && value.length <= most && value.every(isGood) && new Set(value).size === value.length;
}

function isKeySet(value: unknown): boolean {
  if (!isObject(value) || !('keys' in value) || Object.keys(value).length !== 1) return false;
  return Array.isArray(value.keys) && value.keys.every(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
