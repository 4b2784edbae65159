import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type ChainHead, type ChainLink, genesisOf, linkTo } from '../../src/lib/hash-chain.ts';
import { type ChainFault, verifyChain } from '../../src/lib/verify-chain.ts';

interface Entry extends ChainLink {
  readonly text: string;
  readonly list: readonly string[];
}

const GENESIS = genesisOf('a log', 'main');
const contentOf = ({ text, list }: Entry) => [text, list];

function chainOf(texts: readonly string[], genesis: ChainHead = GENESIS): Entry[] {
  let head = genesis;
  return texts.map((text) => {
    const content = { text, list: [`${text}!`, 'x'] };
    const link = linkTo(head, [content.text, content.list]);
    head = link;
    return { ...content, ...link };
  });
}

function headOf(entries: readonly Entry[]): ChainHead {
  const { sequence, hash: last } = entries.at(-1) ?? GENESIS;
  return { sequence, hash: last };
}

interface Verified {
  readonly head?: ChainHead;
  readonly expected?: ChainHead;
}

async function verify(entries: readonly Entry[], { head = headOf(entries), expected }: Verified = {}) {
  return verifyChain({ genesis: GENESIS, head, entries, contentOf, expected });
}

async function faultOf(entries: readonly Entry[], options: Verified = {}): Promise<ChainFault | null> {
  return (await verify(entries, options)).fault;
}

/** Texts that differ, and a place among them. */
const withPlace = fc
  .uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 12 })
  .chain((texts) => fc.record({ texts: fc.constant(texts), at: fc.nat({ max: texts.length - 1 }) }));

describe('a chain of hashes', () => {
  test('its format: SHA-256 over JSON arrays, the genesis bound to the owner', () => {
    const sha256 = (text: string) => hash('sha256', text, 'hex');
    assert.deepEqual(GENESIS, { sequence: 0, hash: sha256('["a log","main"]') });
    const first = sha256(`[1,"${GENESIS.hash}","ä \\"","",["x",7,null,true]]`);
    const link = linkTo(GENESIS, ['ä "', '', ['x', 7, null, true]]);
    assert.deepEqual(link, { sequence: 1, previousHash: GENESIS.hash, hash: first });
    assert.notEqual(genesisOf('a log', 'other').hash, GENESIS.hash);
    assert.notEqual(genesisOf('another log', 'main').hash, GENESIS.hash);
  });

  test('what differs only in where one text ends and the next begins has another hash', () => {
    assert.notEqual(linkTo(GENESIS, ['ab', 'c']).hash, linkTo(GENESIS, ['a', 'bc']).hash);
    assert.notEqual(linkTo(GENESIS, ['a', ['b']]).hash, linkTo(GENESIS, ['a', 'b']).hash);
  });

  test('any chain verifies as it was written, with every entry of it expected', async () => {
    await fc.assert(
      fc.asyncProperty(withPlace, async ({ texts, at }) => {
        const entries = chainOf(texts);
        const report = await verify(entries, { expected: headOf(entries.slice(0, at + 1)) });
        assert.deepEqual(report, { count: texts.length, head: headOf(entries), fault: null });
      }),
    );
    assert.deepEqual(await verify([]), { count: 0, head: GENESIS, fault: null });
    assert.equal(await faultOf([], { expected: GENESIS }), null);
  });

  test('row 50: any single alteration is found at its place', async () => {
    const change = fc.constantFrom<(entry: Entry) => Entry>(
      (entry) => ({ ...entry, text: `${entry.text}.` }),
      (entry) => ({ ...entry, list: entry.list.toReversed() }),
      (entry) => ({ ...entry, list: [...entry.list, ''] }),
      (entry) => ({ ...entry, hash: flipped(entry.hash) }),
      (entry) => ({ ...entry, previousHash: flipped(entry.previousHash) }),
    );
    await fc.assert(
      fc.asyncProperty(withPlace, change, async ({ texts, at }, alter) => {
        const entries = chainOf(texts);
        const altered = entries.map((entry, index) => (index === at ? alter(entry) : entry));
        const fault = await faultOf(altered, { head: headOf(entries) });
        assert.equal(fault?.sequence, at + 1);
        assert.ok(fault.kind === 'altered' || fault.kind === 'out_of_place', fault.kind);
      }),
    );
  });

  test('row 50: an alteration with a new hash of its own is found at the next entry, or by the head', async () => {
    await fc.assert(
      fc.asyncProperty(withPlace, async ({ texts, at }) => {
        const entries = chainOf(texts);
        const before = at === 0 ? GENESIS : headOf(entries.slice(0, at));
        const forged = { text: 'forged!', list: [], ...linkTo(before, ['forged!', []]) };
        const fault = await faultOf(entries.with(at, forged), { head: headOf(entries) });
        const isLast = at === entries.length - 1;
        const expected = isLast
          ? { sequence: at + 1, kind: 'head_differs' }
          : { sequence: at + 2, kind: 'out_of_place' };
        assert.deepEqual(fault, expected);
      }),
    );
  });

  test('row 50: any removed entry is found, the last one too, also where those behind it were renumbered', async () => {
    await fc.assert(
      fc.asyncProperty(withPlace, async ({ texts, at }) => {
        const entries = chainOf(texts);
        const rest = entries.toSpliced(at, 1);
        assert.deepEqual(await faultOf(rest, { head: headOf(entries) }), { sequence: at + 1, kind: 'missing' });
        if (at === entries.length - 1) return;
        const renumbered = rest.map((entry, index) => ({ ...entry, sequence: index + 1 }));
        const fault = await faultOf(renumbered);
        assert.deepEqual(fault, { sequence: at + 1, kind: 'out_of_place' });
      }),
    );
  });

  test('row 50: any two entries that changed places are found, numbered anew or not', async () => {
    const twoPlaces = withPlace.filter(({ texts, at }) => at + 1 < texts.length);
    await fc.assert(
      fc.asyncProperty(twoPlaces, fc.nat(), async ({ texts, at }, step) => {
        const entries = chainOf(texts);
        const other = at + 1 + (step % (texts.length - at - 1));
        const [left, right] = [entries[at], entries[other]];
        assert.ok(left && right);
        const swapped = entries.with(at, right).with(other, left);
        assert.equal((await faultOf(swapped, { head: headOf(entries) }))?.sequence, at + 1);
        const renumbered = swapped.map((entry, index) => ({ ...entry, sequence: index + 1 }));
        const fault = await faultOf(renumbered, { head: headOf(entries) });
        assert.deepEqual(fault, { sequence: at + 1, kind: 'out_of_place' });
      }),
    );
  });

  test('row 50: an entry that was put in is found: twice the same, or a new one in between, or one behind the head', async () => {
    await fc.assert(
      fc.asyncProperty(withPlace, async ({ texts, at }) => {
        const entries = chainOf(texts);
        const head = headOf(entries);
        const entry = entries[at];
        assert.ok(entry);
        const behind = at === entries.length - 1;
        const twice = await faultOf(entries.toSpliced(at, 0, entry), { head });
        assert.deepEqual(twice, { sequence: at + 2, kind: behind ? 'beyond_head' : 'out_of_place' });
        const forged = { text: 'put in!', list: [], ...linkTo(headOf(entries.slice(0, at + 1)), ['put in!', []]) };
        const moved = entries.slice(at + 1).map((later) => ({ ...later, sequence: later.sequence + 1 }));
        const longer = [...entries.slice(0, at + 1), forged, ...moved];
        const fault = await faultOf(longer, { head });
        const sequence = behind ? at + 2 : at + 3;
        assert.deepEqual(fault, { sequence, kind: sequence > head.sequence ? 'beyond_head' : 'out_of_place' });
      }),
    );
  });

  test('row 50: a log that was written anew as a whole, or cut together with its head, is found by what was noted', async () => {
    await fc.assert(
      fc.asyncProperty(withPlace, async ({ texts, at }) => {
        const noted = headOf(chainOf(texts).slice(0, at + 1));
        const anew = chainOf(texts.map((text) => `${text}.`));
        assert.equal(await faultOf(anew), null);
        assert.deepEqual(await faultOf(anew, { expected: noted }), { sequence: at + 1, kind: 'rewritten' });
        const cut = chainOf(texts).slice(0, at);
        assert.deepEqual(await faultOf(cut, { expected: noted }), { sequence: at + 1, kind: 'missing' });
      }),
    );
    const foreign = genesisOf('a log', 'other');
    assert.deepEqual(await faultOf(chainOf(['a'], foreign)), { sequence: 1, kind: 'out_of_place' });
    assert.deepEqual(await faultOf([], { expected: foreign }), { sequence: 0, kind: 'rewritten' });
  });

  test('a head that says more, or another hash, is found', async () => {
    const entries = chainOf(['a', 'b']);
    const { hash: last } = headOf(entries);
    const more = await verify(entries, { head: { sequence: 4, hash: last } });
    assert.deepEqual([more.count, more.fault], [2, { sequence: 3, kind: 'missing' }]);
    const other = await faultOf(entries, { head: { sequence: 2, hash: flipped(last) } });
    assert.deepEqual(other, { sequence: 2, kind: 'head_differs' });
    assert.deepEqual(await faultOf(entries, { head: GENESIS }), { sequence: 1, kind: 'beyond_head' });
  });
});

function flipped(hexText: string): string {
  return `${hexText.startsWith('0') ? '1' : '0'}${hexText.slice(1)}`;
}
