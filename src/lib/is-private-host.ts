import { isIP } from 'node:net';
import { isLoopbackHost } from './is-loopback-host.ts';
import { isPublicAddress } from './public-address.ts';

/** Whether a host, as a URL names it, certainly is in a private network. A name alone can still lead to one. */
export function isPrivateHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(address) === 0 ? isLoopbackHost(hostname) : !isPublicAddress(address);
}
