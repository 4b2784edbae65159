import { ADDRESS_CHARACTERS, LOOPBACK_HOSTS } from './address-syntax.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { isPrivateHost } from './is-private-host.ts';

/** Which addresses that somebody entered may be used, apart from https. */
export interface AddressRules {
  /** Whether those that the bridge itself calls have to be https and on the public internet. */
  readonly publicOnly: boolean;
  /** Of the simulator in sandbox mode: it may be http wherever it is. */
  readonly sandboxOrigin: string | null;
}

/**
 * What is wrong with an address that the bridge itself is to call: what certainly is in a private network is refused, as it
 * would be when it is called. This machine may be called, and without TLS, unless the rules want public addresses only.
 * Where a name leads is looked at when it is called.
 *
 * @returns `undefined` when all is well.
 */
export function faultOfCalledAddress(address: string, rules: AddressRules): string | undefined {
  const { publicOnly, sandboxOrigin } = rules;
  const url = ADDRESS_CHARACTERS.test(address) ? URL.parse(address) : null;
  if (url === null || url.href !== address) return 'it is not written as an absolute address';
  if (url.username !== '' || url.password !== '') return 'it holds user information';
  if (!publicOnly && url.origin === sandboxOrigin) return undefined;
  const isOpen = url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname) && !publicOnly;
  if (url.protocol !== 'https:' && !isOpen) return 'it does not begin with https://';
  const isNear = isLoopbackHost(url.hostname) && !publicOnly;
  return isPrivateHost(url.hostname) && !isNear ? 'it leads to a private network' : undefined;
}
