import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkBroker, isBrokerName } from '../../../src/domain/brokers/check-broker.ts';
import { FULL, GOOD } from './sample-settings.ts';
import { WRONG_SETTINGS } from './wrong-settings.ts';

/** Lone surrogates and control characters too. */
const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

test('a broker whose settings are right passes', async () => {
  await checkBroker(GOOD);
  await checkBroker(FULL);
});

describe('a broker whose settings are wrong is refused, and the field is named', () => {
  for (const [field, brokers] of WRONG_SETTINGS) {
    test(field, async () => {
      for (const broker of brokers) {
        await assert.rejects(checkBroker(broker), { code: 'broker_invalid', field }, JSON.stringify(broker));
      }
    });
  }
});

test('row 10: a name is one to 64 URL-unreserved characters, and survives a URL as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), (text) => {
      if (isBrokerName(text)) assert.ok(text.length <= 64 && encodeURIComponent(text) === text);
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/), (name) => isBrokerName(name) || /^\.\.?$/.test(name)),
  );
  for (const value of [undefined, null, 1, true, [], ['acme'], {}, { toString: () => 'acme' }]) {
    assert.equal(isBrokerName(value), false);
  }
});

test('row 10: "." and ".." are no names, for a URL would lose them', async () => {
  for (const name of ['.', '..']) await assert.rejects(checkBroker({ ...GOOD, brokerName: name }));
});
