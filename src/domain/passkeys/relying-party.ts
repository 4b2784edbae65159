import { isIP } from 'node:net';
import { isLoopbackHost } from '../../lib/is-loopback-host.ts';

/** As whom the bridge asks for passkeys. */
export interface RelyingParty {
  readonly name: string;
  /** The host; a passkey is bound to it for good. */
  readonly id: string;
  readonly origin: string;
}

/**
 * @returns Nothing where browsers have no passkeys: at an IP address, which cannot be a relying party's id, and without
 *   TLS, unless it is localhost.
 * @see Web Authentication Level 3, section 4 ("relying party identifier"), and Secure Contexts, section 3.1
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | undefined {
  const url = URL.parse(publicUrl);
  if (!url || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) return undefined;
  return { name: 'Drawbridge', id: url.hostname, origin: url.origin };
}
