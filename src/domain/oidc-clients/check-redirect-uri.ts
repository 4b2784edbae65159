import { ADDRESS_CHARACTERS, LOOPBACK_HOSTS } from '../../lib/address-syntax.ts';
import type { AddressRules } from '../../lib/called-address.ts';
import type { OidcClientSettings } from './oidc-client-registration.ts';
import { requireClientField } from './require-client-field.ts';

/** A domain name in reverse order, so that no two apps have the same. */
const PRIVATE_USE = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:\//;
/** A `;` or `,` in a host would say something else in a `Content-Security-Policy`. */
const HOST = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/;

/**
 * A redirect URI must be exactly what a browser makes of it, and lead to where no other app can catch what is sent.
 *
 * @see RFC 9700, section 2.1; RFC 8252, sections 7 and 8.4.
 * @throws `client_invalid`, naming the field.
 */
export function checkRedirectUri(
  uri: string,
  { applicationType }: Pick<OidcClientSettings, 'applicationType'>,
  { sandboxOrigin }: Pick<AddressRules, 'sandboxOrigin'>,
  field: 'redirectUris' | 'postLogoutRedirectUris',
): void {
  const refuseUnless = (holds: boolean, reason: string, detail?: string) =>
    requireClientField(holds, field, reason, detail);
  refuseUnless(
    ADDRESS_CHARACTERS.test(uri),
    'an address holds a fragment, a wildcard, or a character that no address may hold',
  );
  const url = URL.parse(uri);
  requireClientField(url !== null, field, 'an address is not absolute');
  refuseUnless(url.username === '' && url.password === '', 'an address holds user information');
  refuseUnless(
    url.href === uri,
    'an address is not written as a browser writes it',
    `a browser would write ${url.href}`,
  );
  const isLoopback = LOOPBACK_HOSTS.has(url.hostname);
  if (url.protocol === 'https:') {
    refuseUnless(HOST.test(url.hostname), 'the host of an address is no host name');
    refuseUnless(applicationType === 'web' || !isLoopback, 'a native app uses http on the loopback interface');
  } else if (url.protocol === 'http:') {
    const isSimulator = applicationType === 'web' && url.origin === sandboxOrigin;
    refuseUnless(isLoopback || isSimulator, 'http is for 127.0.0.1, [::1] and localhost only');
  } else {
    refuseUnless(applicationType === 'native', 'an address of a web app begins with https://');
    refuseUnless(PRIVATE_USE.test(uri), 'a scheme of an app’s own looks like com.example.app:/');
  }
}
