import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limitSubjectOf } from '../../src/lib/network-address.ts';

test('row 42: an IPv4 address counts as itself, also where it is written as IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      assert.equal(limitSubjectOf(address), address);
      assert.equal(limitSubjectOf(`::ffff:${address}`), address);
      assert.equal(limitSubjectOf(`::FFFF:${address}`), address);
    }),
  );
});

test('row 42: IPv6 addresses of one /64 count as one, and those of two do not', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(':'));
  fc.assert(
    fc.property(half, half, half, half, (network, otherNetwork, host, otherHost) => {
      const subject = limitSubjectOf(`${network}:${host}`);
      assert.equal(subject, limitSubjectOf(`${network}:${otherHost}`));
      assert.equal(subject === limitSubjectOf(`${otherNetwork}:${host}`), network === otherNetwork);
    }),
  );
});

test('row 42: however an IPv6 address is shortened or written, it counts the same', () => {
  const spellings = [
    ['2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001', '2001:DB8:0:0::1', '2001:db8::1%eth0', '2001:db8::'],
    ['::1', '0:0:0:0:0:0:0:1', '::', '::2'],
    ['fe80::1', 'fe80::1%lo', 'fe80:0:0:0:1:2:3:4'],
    ['1:2:3:4::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6::8', '1:2:3:4::ffff:1.2.3.4'],
  ];
  for (const same of spellings) assert.equal(new Set(same.map(limitSubjectOf)).size, 1, same.join(' '));
  assert.equal(limitSubjectOf('2001:db8::1'), '2001:db8:0:0::/64');
});

test('row 46: any text has a subject, and none throws', () => {
  const any = fc.oneof(fc.ipV6(), fc.string(), fc.stringMatching(/^[0-9a-f:.%]{0,40}$/));
  fc.assert(fc.property(any, (text) => typeof limitSubjectOf(text) === 'string'));
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      assert.match(limitSubjectOf(address), /^([0-9a-f]{1,4}:){4}:\/64$|^\d+\.\d+\.\d+\.\d+$/);
    }),
  );
});
