import type { AddressRules } from '../../lib/called-address.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import { checkCalledAddress } from './check-called-address.ts';
import { checkClientGrants } from './check-client-grants.ts';
import { checkClientKeys } from './check-client-keys.ts';
import { checkClientShape } from './check-client-shape.ts';
import { checkRedirectUri } from './check-redirect-uri.ts';
import type { OidcClientSettings } from './oidc-client-registration.ts';
import { requireClientField } from './require-client-field.ts';

const MAX_NAME_LENGTH = 100;
/** It is part of a `Basic` header and of addresses as it is. */
const CLIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Before a client is saved: whatever passes here, the issuer can serve.
 *
 * @throws `client_invalid`, naming the field.
 */
export function checkClient(client: OidcClientSettings, rules: AddressRules): void {
  checkClientShape(client);
  requireClientField(CLIENT_ID.test(client.id), 'id');
  requireClientField(isShownText(client.name, MAX_NAME_LENGTH), 'name');
  checkClientGrants(client);
  checkProfile(client);
  for (const uri of client.redirectUris) checkRedirectUri(uri, client, rules, 'redirectUris');
  for (const uri of client.postLogoutRedirectUris) checkRedirectUri(uri, client, rules, 'postLogoutRedirectUris');
  checkCalledAddress(client.backchannelLogoutUri, rules, 'backchannelLogoutUri');
  checkCalledAddress(client.jwksUri, rules, 'jwksUri');
  for (const resource of client.resources) requireClientField(isResource(resource), 'resources');
  checkClientKeys(client);
}

/** @see FAPI 2.0 Security Profile, sections 5.3.2 and 5.4.1. */
function checkProfile({ profile, authMethod, idTokenAlgorithm, redirectUris }: OidcClientSettings): void {
  if (profile !== 'fapi2') return;
  requireClientField(authMethod === 'private_key_jwt', 'authMethod', 'fapi2 needs private_key_jwt');
  requireClientField(idTokenAlgorithm === 'ES256', 'idTokenAlgorithm', 'fapi2 forbids RS256');
  requireClientField(
    redirectUris.every((uri) => /^https?:/.test(uri)),
    'redirectUris',
    'fapi2 forbids private-use schemes',
  );
}

/** @see RFC 8707, section 2: an absolute URI without fragment. */
function isResource(text: string): boolean {
  const url = /^[\w\-.~:/?[\]@!$&'()+,;=%]+$/.test(text) ? URL.parse(text) : null;
  return url !== null && url.href === text && url.username === '' && url.password === '';
}
