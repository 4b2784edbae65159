import { isPrivateHost } from '../../lib/is-private-host.ts';
import { ADDRESS_CHARACTERS, LOOPBACK_HOSTS } from './address-syntax.ts';
import type { AddressRules } from './oidc-clients-dependencies.ts';
import { requireClientField } from './require-client-field.ts';

/**
 * An address that the bridge itself calls for a client. Where the rules want a public one, http is refused, and what
 * certainly is in a private network.
 *
 * @throws `client_invalid`, naming the field.
 */
export function checkCalledAddress(
  address: string | null,
  { publicOnly, sandboxOrigin }: AddressRules,
  field: 'backchannelLogoutUri' | 'jwksUri',
): void {
  if (address === null) return;
  const url = ADDRESS_CHARACTERS.test(address) ? URL.parse(address) : null;
  requireClientField(url !== null && url.href === address, field, 'it is not written as an absolute address');
  requireClientField(url.username === '' && url.password === '', field, 'it holds user information');
  const isNear = LOOPBACK_HOSTS.has(url.hostname) || url.origin === sandboxOrigin;
  const isOpen = url.protocol === 'http:' && isNear && !publicOnly;
  requireClientField(url.protocol === 'https:' || isOpen, field, 'it does not begin with https://');
  requireClientField(!publicOnly || !isPrivateHost(url.hostname), field, 'it leads to a private network');
}
