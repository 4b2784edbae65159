import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { changesBetween } from '../../../src/domain/audit/audit.ts';

const CANARY = 'canary-4711';
const SECRET = '(secret)';

describe('the changes between two states', () => {
  test('are told by dotted paths, in the order of the fields, and nothing of what stayed', () => {
    const before = { name: 'a', branding: { accent: '#000000', legal: 'x' }, ttl: 10, gone: true };
    const after = { ttl: 20, branding: { accent: '#ffffff', legal: 'x' }, name: 'a', made: null, more: { deep: 1 } };
    assert.deepEqual(changesBetween(before, after), [
      { field: 'branding.accent', before: '#000000', after: '#ffffff' },
      { field: 'gone', before: true, after: null },
      { field: 'more.deep', before: null, after: 1 },
      { field: 'ttl', before: 10, after: 20 },
    ]);
    assert.deepEqual(changesBetween(before, structuredClone(before)), []);
  });

  test('of what was made or removed are all of its fields', () => {
    const thing = { name: 'a', hosts: [], settings: {} };
    const made = ['hosts', 'name', 'settings'];
    assert.deepEqual(
      changesBetween(null, thing).map(({ field }) => field),
      made,
    );
    const removed = changesBetween(thing, undefined);
    assert.deepEqual(removed.at(1), { field: 'name', before: 'a', after: null });
    assert.deepEqual(changesBetween(undefined, null), []);
  });

  test('a small list of plain values is told as a whole, any other by its places', () => {
    assert.deepEqual(changesBetween({ hosts: ['a'] }, { hosts: ['a', 'b'] }), [
      { field: 'hosts', before: ['a'], after: ['a', 'b'] },
    ]);
    const long = Array.from({ length: 100 }, (_, index) => `host-${index}`);
    assert.deepEqual(changesBetween({ hosts: long }, { hosts: long.with(42, 'other') }), [
      { field: 'hosts.42', before: 'host-42', after: 'other' },
    ]);
    assert.deepEqual(changesBetween({ offers: [{ id: 1, name: 'x' }] }, { offers: [{ id: 1, name: 'y' }] }), [
      { field: 'offers.0.name', before: 'x', after: 'y' },
    ]);
  });

  test('a value of another shape is told as such, and its parts too', () => {
    assert.deepEqual(changesBetween({ url: 'https://a.example' }, { url: { en: 'https://b.example' } }), [
      { field: 'url', before: 'https://a.example', after: null },
      { field: 'url.en', before: null, after: 'https://b.example' },
    ]);
  });

  test('of a secret it is told that it differs, and only then', () => {
    const options = { secretFields: ['platform.pin', 'key'] };
    const before = { platform: { pin: 1, url: 'a' }, keys: [{ key: 'x' }], key: { part: 'same' } };
    const after = { platform: { pin: 2, url: 'b' }, keys: [{ key: 'y' }, { key: 'z' }], key: { part: 'same' } };
    assert.deepEqual(changesBetween(before, after, options), [
      { field: 'keys.0.key', before: SECRET, after: SECRET },
      { field: 'keys.1.key', before: null, after: SECRET },
      { field: 'platform.pin', before: SECRET, after: SECRET },
      { field: 'platform.url', before: 'a', after: 'b' },
    ]);
  });

  test('what is sealed or hashed is never told, and a group of settings may be named like a secret', () => {
    const before = { sealedPassword: 'a', hash: 'a', codeHash: 'a', 'change-password': { kind: 'built-in' } };
    const after = { sealedPassword: 'b', hash: 'b', codeHash: 'b', 'change-password': { kind: 'off' } };
    assert.deepEqual(changesBetween(before, after), [
      { field: 'change-password.kind', before: 'built-in', after: 'off' },
    ]);
  });

  test('a long text is cut with a mark, and two that differ behind the cut stay two', () => {
    const text = 'x'.repeat(5000);
    const [change] = changesBetween({ logo: `${text}a` }, { logo: `${text}b` });
    assert.match(String(change?.before), /^x{2000}… \(5001 characters, SHA-256 [0-9a-f]{12}\)$/);
    assert.notEqual(change?.before, change?.after);
  });

  test('of very many the first are told, and how many more there are', () => {
    const many = Object.fromEntries(Array.from({ length: 800 }, (_, index) => [`f${index}`, index]));
    const changes = changesBetween({}, many);
    assert.deepEqual(changes.at(-1), { field: '(more)', before: null, after: '300 fields' });
    assert.equal(changes.length, 501);
  });

  test('row 31: wherever a secret stands, it is in no change', () => {
    const named = fc.constantFrom(
      'apiPin',
      'managerPassword',
      'secrets',
      'accessToken',
      'sealedSecret',
      'hash',
      'oldHash',
    );
    const { thing } = fc.letrec<{ thing: unknown; plain: unknown; secret: unknown; held: unknown }>((tie) => ({
      plain: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(fc.string(), { maxLength: 3 }),
      ),
      held: fc.oneof(
        fc.nat().map((n) => `${CANARY}-${n}`),
        fc.array(
          fc.nat().map((n) => `${CANARY}-${n}`),
          { maxLength: 3 },
        ),
      ),
      secret: fc.tuple(named, tie('held')).map(([name, value]) => ({ [name]: value })),
      thing: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('plain'),
        tie('secret'),
        fc.array(tie('thing'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', '0', 'settings', '__proto__'), tie('thing'), { maxKeys: 4 }),
        fc
          .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('thing'), { maxKeys: 3 }), tie('secret'))
          .map(([parts, secret]) => Object.assign({ ...parts }, secret)),
      ),
    }));
    fc.assert(
      fc.property(thing, thing, (before, after) => {
        const changes = changesBetween(before, after, { secretFields: ['apiPin'] });
        assert.ok(!JSON.stringify(changes).includes(CANARY), JSON.stringify(changes));
        const fields = changes.map(({ field }) => field);
        assert.deepEqual(fields, fields.toSorted());
        assert.deepEqual(changesBetween(before, before), []);
      }),
    );
  });
});
