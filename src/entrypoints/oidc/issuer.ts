import type { Broker } from '../../domain/brokers/broker.ts';

/** Where a white label's issuer is, as one of its doors shows it. */
export interface Issuer {
  /** The issuer identifier (RFC 8414). */
  readonly url: string;
  /** Of the white label's screens, without a slash at the end. */
  readonly screensUrl: string;
}

/**
 * A white label is reached by its path below the bridge's own address, or by a host of its own; each is an issuer.
 *
 * @param host - As the browser named it, in lower case and without port.
 */
export function issuerOf(broker: Broker, publicUrl: string, host: string): Issuer {
  const own = new URL(publicUrl);
  if (broker.hosts.includes(host)) own.hostname = host;
  const screensUrl = broker.hosts.includes(host) ? own.origin : `${own.origin}/b/${broker.brokerName}`;
  return { url: `${screensUrl}/oidc`, screensUrl };
}

/** @returns The issuer of a white label that has this identifier, if any has. */
export function issuerNamed(broker: Broker, publicUrl: string, url: string): Issuer | undefined {
  return ['', ...broker.hosts].map((host) => issuerOf(broker, publicUrl, host)).find((issuer) => issuer.url === url);
}
