import { hash } from 'node:crypto';

/** What an entry of a chain may be made of: JSON that can be written in one way only. No objects, for they have no order. */
export type ChainValue = string | number | boolean | null | readonly ChainValue[];

/** Where a chain ends. */
export interface ChainHead {
  /** Of the last entry; 0 where there is none. */
  readonly sequence: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** What makes an entry part of a chain. */
export interface ChainLink extends ChainHead {
  /** Of the entry before; the genesis hash for the first one. */
  readonly previousHash: string;
}

/**
 * Where a chain begins. It is bound to its owner, so that no chain passes for another's.
 *
 * @param log - The kind of log, with the version of what its entries are made of.
 */
export function genesisOf(log: string, owner: string): ChainHead {
  return { sequence: 0, hash: sha256Of([log, owner]) };
}

/** The link with which a content follows the head; it is the next head. */
export function linkTo(head: ChainHead, content: readonly ChainValue[]): ChainLink {
  const sequence = head.sequence + 1;
  return { sequence, previousHash: head.hash, hash: hashEntry(sequence, head.hash, content) };
}

/** The entries that follow a head, in their order. @param contentOf - What the hash of an entry covers. */
export function linkAll<Content>(
  head: ChainHead,
  contents: readonly Content[],
  contentOf: (content: Content) => readonly ChainValue[],
): (Content & ChainLink)[] {
  let last = head;
  return contents.map((content) => {
    const link = linkTo(last, contentOf(content));
    last = link;
    return { ...content, ...link };
  });
}

/** SHA-256 in hex, over the JSON array of sequence, previous hash and content, without spaces, in UTF-8. */
export function hashEntry(sequence: number, previousHash: string, content: readonly ChainValue[]): string {
  return sha256Of([sequence, previousHash, ...content]);
}

/** As `JSON.stringify` writes strings, whole numbers and arrays; RFC 8785 writes them the same way. */
function sha256Of(values: readonly ChainValue[]): string {
  return hash('sha256', JSON.stringify(values), 'hex');
}
