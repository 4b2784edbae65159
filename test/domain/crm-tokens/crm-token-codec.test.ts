import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import jsonwebtoken from 'jsonwebtoken';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { createCrmTokenCodec } from '../../../src/domain/crm-tokens/crm-token-codec.ts';
import { createKeyRing, type KeyRing } from '../../../src/lib/key-ring.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const clock = createFakeClock();
const keyOf = (id: string, byte: number) => ({ id, bytes: Buffer.alloc(32, byte) });
const keyRing = createKeyRing([keyOf('one', 1)]);
const names = new Set(['acme', 'other']);
const knowsBroker = (brokerName: string) => names.has(brokerName);
const codec = createCrmTokenCodec({ clock, keyRing, knowsBroker });

function broker(brokerName: string): Broker {
  const tokens = { crmApiTokenTtlSeconds: 604_800 };
  return { brokerName, brokerCrmName: 'crm', tokens } as Broker;
}

test('what was encoded is decoded, with whole seconds of life', () => {
  const token = codec.encode(broker('acme'), 'password-1');
  const expiresAtMs = Math.floor(clock.nowMs() / 1000) * 1000 + 604_800_000;
  const claims = { brokerName: 'acme', brokerCrmName: 'crm', passwordId: 'password-1', expiresAtMs };
  assert.deepEqual(codec.decode(token), claims);
});

test('row 46: no text that is not a token of ours decodes, and none throws', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => codec.decode(text) === undefined));
  const part = fc.oneof(fc.json(), fc.string(), fc.constant('{"alg":"HS256","typ":"crm+jwt","kid":"one"}'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const token = parts.map((text) => Buffer.from(text).toString('base64url')).join('.');
      return codec.decode(token) === undefined;
    }),
  );
});

test('row 46: a genuine token with any one character replaced does not decode', () => {
  const token = codec.encode(broker('acme'), 'password-1');
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      if (token[at] === character) return true;
      return codec.decode(`${token.slice(0, at)}${character}${token.slice(at + 1)}`) === undefined;
    }),
    { numRuns: 500 },
  );
});

test('a token outlives a change of the encryption key while the old one is kept, and not longer', () => {
  const token = codec.encode(broker('acme'), 'password-1');
  const rotated = createKeyRing([keyOf('two', 2), keyOf('one', 1)]);
  assert.equal(createCrmTokenCodec({ clock, keyRing: rotated, knowsBroker }).decode(token)?.brokerName, 'acme');
  const replaced = createKeyRing([keyOf('two', 2)]);
  assert.equal(createCrmTokenCodec({ clock, keyRing: replaced, knowsBroker }).decode(token), undefined);
  const sameId = createKeyRing([keyOf('one', 3)]);
  assert.equal(createCrmTokenCodec({ clock, keyRing: sameId, knowsBroker }).decode(token), undefined);
});

test('row 30: made-up brokers in forged tokens make no keys, so they cost no memory', () => {
  const derived: string[] = [];
  const recording: KeyRing = {
    ...keyRing,
    derive(purpose, keyId) {
      derived.push(purpose);
      return keyRing.derive(purpose, keyId);
    },
  };
  const watched = createCrmTokenCodec({ clock, keyRing: recording, knowsBroker });
  for (let made = 0; made < 100; made += 1) {
    const header = { alg: 'HS256', typ: 'crm+jwt', kid: 'one' } as const;
    const token = jsonwebtoken.sign({ sub: `made-up-${made}` }, 'x', { algorithm: 'HS256', header });
    assert.equal(watched.decode(token), undefined);
  }
  assert.deepEqual(derived, []);
});
