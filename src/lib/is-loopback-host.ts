import { isIP } from 'node:net';
import { isLoopbackAddress } from './loopback-address.ts';

/** Whether a host, as a URL names it, is this machine itself (RFC 6761, section 6.3, for the names). */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : isLoopbackAddress(host);
}
