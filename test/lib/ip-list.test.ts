import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { faultOfIpEntry, isOnIpList } from '../../src/lib/ip-list.ts';

const v4 = fc.ipV4();
const v6 = fc.ipV6();

describe('row 39: a list of addresses and networks', () => {
  for (const [list, on, off] of [
    ['203.0.113.9', ['203.0.113.9', '::ffff:203.0.113.9', '::FFFF:CB00:7109'], ['203.0.113.10', '::203.0.113.9']],
    ['203.0.113.0/24', ['203.0.113.0', '203.0.113.255', '::ffff:203.0.113.7'], ['203.0.112.255', '203.0.114.0']],
    ['203.0.113.77/24', ['203.0.113.1'], ['203.0.114.77']],
    ['::ffff:203.0.113.0/120', ['203.0.113.1', '::ffff:203.0.113.1'], ['203.0.114.1', '::1']],
    ['::ffff:cb00:7109', ['203.0.113.9'], ['203.0.113.8']],
    ['2001:db8:7::/48', ['2001:db8:7::1', '2001:DB8:0007:ffff::'], ['2001:db8:8::1', '203.0.113.9']],
    ['2001:db8::1', ['2001:db8:0:0:0:0:0:1', '2001:db8::1%eth0'], ['2001:db8::2']],
    ['0.0.0.0/0', ['192.0.2.1', '::ffff:192.0.2.1'], ['2001:db8::1', '::']],
    ['::/0', ['2001:db8::1', '::'], ['192.0.2.1', '::ffff:192.0.2.1']],
    ['192.0.2.1/32 2001:db8::1/128', ['192.0.2.1', '2001:db8::1'], ['192.0.2.0', '2001:db8::']],
  ] as const) {
    test(`of ${list} holds what is in it, in every notation, and nothing else`, () => {
      const entries = list.split(' ');
      for (const entry of entries) assert.equal(faultOfIpEntry(entry), undefined);
      for (const address of on) assert.equal(isOnIpList(entries, address), true, address);
      for (const address of [...off, '', 'unknown', '203.0.113', ' 203.0.113.9']) {
        assert.equal(isOnIpList(entries, address), false, address);
      }
    });
  }

  for (const entry of [
    ...['', ' ', 'localhost', '203.0.113', '203.0.113.256', '203.0.113.9 ', '0203.0.113.9', '203.0.113.0/33'],
    ...['203.0.113.0/', '203.0.113.0/-1', '203.0.113.0/08', '203.0.113.0/24/24', '203.0.113.0/255.255.255.0', '/24'],
    ...['2001:db8::/129', '2001:db8:::1', 'fe80::1%eth0', '[2001:db8::1]', '::ffff:203.0.113.0/95', '203.0.113.9:80'],
  ]) {
    test(`does not take "${entry}"`, () => {
      assert.match(faultOfIpEntry(entry) ?? '', /^is no IPv4 or IPv6 address, and no network$/);
      assert.equal(isOnIpList([entry], '203.0.113.9'), false);
    });
  }

  test('row 46: any address is on the list of itself and of every network around it', () => {
    const bits = (most: number) => fc.integer({ min: 0, max: most });
    const pair = fc.oneof(fc.tuple(v4, bits(32)), fc.tuple(v6, bits(128)));
    fc.assert(
      fc.property(pair, ([address, size]) => {
        // One of IPv4 in the notation of IPv6 has the bits of that.
        const network = `${address}/${size}`;
        assert.equal(isOnIpList([address], address), true);
        if (faultOfIpEntry(network) === undefined) assert.equal(isOnIpList([network], address), true);
      }),
    );
  });

  test('row 46: an address of IPv4 and the same in the notation of IPv6 are one', () => {
    fc.assert(
      fc.property(v4, (address) => {
        assert.equal(isOnIpList([address], `::ffff:${address}`), true);
        assert.equal(isOnIpList([`::ffff:${address}`], address), true);
      }),
    );
  });

  test('row 46: any texts at all are answered, never a fault', () => {
    const text = fc.oneof(v4, v6, fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9a-f:./%]{0,50}$/));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (list, address) => {
        for (const entry of list) faultOfIpEntry(entry);
        assert.equal(typeof isOnIpList(list, address), 'boolean');
      }),
      { numRuns: 500 },
    );
  });
});
