import { BlockList, isIPv6 } from 'node:net';

/**
 * Whether an address is on the public internet, so that a URL that somebody entered cannot make the bridge speak to its own
 * machine or network.
 *
 * @see RFC 6890 (special-purpose addresses); RFC 4193, 4291, 6052 and 3056 for those of IPv6.
 */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  return !BLOCKED.check(address.split('%')[0] ?? '', isIPv6(address) ? 'ipv6' : 'ipv4');
}

const BLOCKED = new BlockList();

const SUBNETS = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
  '::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 ff00::/8',
];

for (const subnet of SUBNETS.join(' ').split(' ')) {
  const [network = '', bits] = subnet.split('/');
  BLOCKED.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
}
