import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Whether a host, as a URL names it, certainly is in a private network. A name alone can still lead to one. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : !isPublicAddress(host);
}
