import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether an address is on the public internet, so that a URL that somebody entered cannot make the bridge speak to its own
 * machine or network. Of IPv6 that is global unicast alone: whatever else there is, and will be, is not.
 *
 * @see RFC 6890 and the IANA registries of special-purpose addresses; RFC 4291, section 2.4, for global unicast.
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  if (isIPv4(plain)) return !SPECIAL_IPV4.check(plain, 'ipv4');
  if (!isIPv6(plain)) return false;
  // It is compared as the IPv4 address that it stands for (RFC 4291, section 2.5.5.2), however it is written.
  if (MAPPED_IPV4.check(plain, 'ipv6')) return !SPECIAL_IPV4.check(plain, 'ipv6');
  return GLOBAL_UNICAST.check(plain, 'ipv6') && !SPECIAL_UNICAST.check(plain, 'ipv6');
}

const SPECIAL_IPV4 = listOf(
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
);
const MAPPED_IPV4 = listOf('::ffff:0:0/96');
const GLOBAL_UNICAST = listOf('2000::/3');
/** Protocol assignments with Teredo among them, documentation twice, and 6to4, which leads to IPv4. */
const SPECIAL_UNICAST = listOf('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');

function listOf(...subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/');
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
}
