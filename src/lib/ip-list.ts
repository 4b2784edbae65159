import { BlockList, type IPVersion, isIP, SocketAddress } from 'node:net';

/** An address, or a network in CIDR notation. */
interface IpEntry {
  readonly address: string;
  readonly version: IPVersion;
  /** `null` for a single address. */
  readonly bits: number | null;
}

/** @returns What is wrong with an entry of a list of addresses and networks, in words; `undefined` when it is good. */
export function faultOfIpEntry(entry: string): string | undefined {
  return typeof entry === 'string' && parseIpEntry(entry) ? undefined : 'is no IPv4 or IPv6 address, and no network';
}

/**
 * Whether an address is on a list of addresses and networks, of either version; one of IPv4 that is written as one of IPv6
 * is one of IPv4 (RFC 4291, section 2.5.5.2).
 *
 * @param list - Entries that have no fault.
 * @param address - As the connection or a trusted proxy gives it; what is no address is on no list.
 */
export function isOnIpList(list: readonly string[], address: string): boolean {
  const caller = parseAddress(address.split('%', 1)[0] ?? '');
  return caller !== undefined && blockListOf(list, caller.version).check(caller.address, caller.version);
}

/** Of one version only, for a network of no bits at all would hold the addresses of the other too. */
function blockListOf(list: readonly string[], version: IPVersion): BlockList {
  const blockList = new BlockList();
  for (const entry of list) {
    const parsed = parseIpEntry(entry);
    if (parsed?.version !== version) continue;
    if (parsed.bits === null) blockList.addAddress(parsed.address, version);
    else blockList.addSubnet(parsed.address, parsed.bits, version);
  }
  return blockList;
}

function parseIpEntry(entry: string): IpEntry | undefined {
  const [text = '', bitsText, ...rest] = entry.split('/');
  const parsed = parseAddress(text);
  if (!parsed || rest.length > 0) return undefined;
  if (bitsText === undefined) return { ...parsed, bits: null };
  if (!/^(0|[1-9]\d{0,2})$/.test(bitsText)) return undefined;
  const bits = Number(bitsText) - (parsed.isMapped ? MAPPED_BITS : 0);
  return bits >= 0 && bits <= (parsed.version === 'ipv4' ? 32 : 128) ? { ...parsed, bits } : undefined;
}

/** Those before the IPv4 address in `::ffff:0:0/96`. */
const MAPPED_BITS = 96;

/** In one spelling: `::ffff:7f00:1` and `::FFFF:127.0.0.1` are 127.0.0.1. */
function parseAddress(text: string): { address: string; version: IPVersion; isMapped: boolean } | undefined {
  const version = text.includes('%') ? 0 : isIP(text);
  if (version === 0) return undefined;
  if (version === 4) return { address: text, version: 'ipv4', isMapped: false };
  const { address } = new SocketAddress({ address: text, family: 'ipv6' });
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return { address: mapped, version: 'ipv4', isMapped: true };
  return { address, version: 'ipv6', isMapped: false };
}
