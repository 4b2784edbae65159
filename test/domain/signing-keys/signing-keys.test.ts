import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, test } from 'node:test';
import { calculateJwkThumbprint, createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import { ENGINES } from '../../support/engines.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import {
  BOTH,
  idsOf,
  type KeysProcess,
  type KeysProcessOptions,
  MAIN,
  SISTER,
  signerOf,
  startKeysProcess,
} from './keys-process.ts';

const LEAD_MS = 900_000;
/** The longest life of a token, and what clocks may differ. */
const KEPT_MS = 86_400_000 + 300_000;
const isUnknownKey = { code: 'signing_key_unknown' };

for (const engine of ENGINES) {
  describe(`signing keys on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let databases = 0;
    let options: KeysProcessOptions;
    let here: KeysProcess;
    let there: KeysProcess;
    beforeEach(async () => {
      databases += 1;
      options = { ...(await engine.open()), dataDir: join(folder.path, String(databases)) };
      here = await startKeysProcess(options);
      there = await startKeysProcess({ ...options, clock: here.clock });
    });
    afterEach(async () => {
      await here.close();
      await there.close();
    });
    after(() => folder.remove());

    test('the first key is made when it is needed, is named by its thumbprint, and is the same from then on', async () => {
      assert.deepEqual(await here.keys.list(here.broker()), []);
      const opened = await here.open();
      const [key] = opened.keys;
      assert.ok(key);
      assert.equal(opened.changesAtMs, null);
      assert.equal(key.id, await calculateJwkThumbprint(key.privateJwk));
      assert.deepEqual([key.privateJwk.kid, key.privateJwk.alg, key.privateJwk.use], [key.id, 'ES256', 'sig']);
      assert.deepEqual(await here.open(), opened);
      assert.deepEqual(await there.open(), opened);
    });

    test('what a key signs is verified with the public part that is stored, of either algorithm', async () => {
      const { keys } = await here.keys.open(here.broker(), BOTH);
      assert.deepEqual(
        keys.map(({ algorithm }) => algorithm),
        ['ES256', 'RS256'],
      );
      const stored = await here.keys.list(here.broker());
      assert.ok(stored.every(({ publicJwk }) => publicJwk.d === undefined && publicJwk.p === undefined));
      const published = createLocalJWKSet(JSON.parse(JSON.stringify({ keys: stored.map((key) => key.publicJwk) })));
      for (const { id, algorithm, privateJwk } of keys) {
        const token = await new SignJWT({})
          .setProtectedHeader({ alg: algorithm, kid: id })
          .sign(await importJWK(privateJwk));
        await jwtVerify(token, published);
      }
    });

    test('an algorithm that is asked for later gets a key, and the others stay as they are', async () => {
      const before = await here.open();
      const { keys } = await here.keys.open(here.broker(), BOTH);
      assert.deepEqual(keys.slice(0, 1), before.keys);
      assert.equal(keys.length, 2);
      assert.deepEqual(
        idsOf(await there.open()),
        idsOf({ keys, changesAtMs: null }),
        'one not asked for is published too',
      );
    });

    test('white labels have keys of their own', async () => {
      assert.notEqual(signerOf(await here.open(MAIN)), signerOf(await here.open(SISTER)));
      assert.equal((await here.keys.list(here.broker(MAIN))).length, 1);
    });

    test('of two processes that need the first key at once, one makes it, and both sign with it', async () => {
      const opened = await Promise.all([here.open(), there.open(), here.open(), there.open()]);
      assert.deepEqual(new Set(opened.map(signerOf)), new Set(Object.keys(await here.states())));
      assert.equal((await here.keys.list(here.broker())).length, 1);
    });

    test('a change is in the revision of the white label at once in its own process, and in the next read elsewhere', async () => {
      const change = async (work: () => Promise<unknown>) => {
        const [before, sister] = [here.broker().revision, here.broker(SISTER).revision];
        await work();
        assert.ok(here.broker().revision > before);
        assert.equal(here.broker(SISTER).revision, sister);
        await there.brokers.refresh();
        assert.equal(there.broker().revision, here.broker().revision);
      };
      await change(() => here.open());
      await change(() => here.keys.rotate(here.broker()));
      const [key] = await here.keys.list(here.broker());
      await change(() => here.keys.revoke(here.broker(), key?.id ?? ''));
    });

    test('a process whose clock is behind signs with the first key all the same', async (t) => {
      const signer = signerOf(await here.open());
      const behind = await startKeysProcess({ ...options, clock: createFakeClock(here.clock.nowMs() - 60_000) });
      t.after(() => behind.close());
      assert.equal(signerOf(await behind.open()), signer);
      assert.equal((await here.keys.list(here.broker())).length, 1);
    });

    describe('that are rotated', () => {
      let first: string;
      let second: string;
      let startMs: number;
      beforeEach(async () => {
        first = signerOf(await here.open());
        startMs = here.clock.nowMs();
        const [made] = await here.keys.rotate(here.broker());
        second = made?.id ?? '';
      });
      const at = async (afterMs: number) => {
        here.clock.set(startMs + afterMs);
        return there.open();
      };

      test('the next key is published for the lead before it signs, and the one before for a day after', async () => {
        const expected: [number, string[], number | null][] = [
          [0, [first, second], startMs + LEAD_MS],
          [LEAD_MS - 1, [first, second], startMs + LEAD_MS],
          [LEAD_MS, [second, first], startMs + LEAD_MS + KEPT_MS],
          [LEAD_MS + KEPT_MS - 1, [second, first], startMs + LEAD_MS + KEPT_MS],
          [LEAD_MS + KEPT_MS, [second], null],
        ];
        for (const [afterMs, ids, changesAtMs] of expected) {
          const opened = await at(afterMs);
          assert.deepEqual([idsOf(opened), opened.changesAtMs], [ids, changesAtMs], `${afterMs} ms after`);
        }
      });

      test('the list tells what each key is there for', async () => {
        assert.deepEqual(await here.states(), { [first]: 'signing', [second]: 'waiting' });
        await at(LEAD_MS);
        assert.deepEqual(await here.states(), { [first]: 'retiring', [second]: 'signing' });
        await at(LEAD_MS + KEPT_MS);
        assert.deepEqual(await here.states(), { [first]: 'retired', [second]: 'signing' });
      });

      test('rotated again while the next one waits, by a second click or another process, no more keys are made', async () => {
        const again = await Promise.all([here.keys.rotate(here.broker()), there.keys.rotate(there.broker())]);
        assert.deepEqual(again, [[], []]);
        assert.equal((await here.keys.list(here.broker())).length, 2);
      });

      test('rotated without a lead while the next one waits, another signs at once, and the one that waited never does', async () => {
        const [third] = await here.keys.rotate(here.broker(), 0);
        for (const afterMs of [0, LEAD_MS, LEAD_MS + 3_600_000]) assert.equal(signerOf(await at(afterMs)), third?.id);
        assert.deepEqual(await here.states(), {
          [first]: 'retiring',
          [second]: 'retiring',
          [third?.id ?? '']: 'signing',
        });
      });

      test('every algorithm that is used gets a next key', async () => {
        await at(LEAD_MS);
        await here.keys.open(here.broker(), BOTH);
        const made = await here.keys.rotate(here.broker());
        assert.deepEqual(made.map(({ algorithm }) => algorithm).sort(), ['ES256', 'RS256']);
      });

      test('a key that retired a month ago is forgotten at the next rotation', async () => {
        await at(LEAD_MS + KEPT_MS + 30 * 86_400_000);
        await here.keys.rotate(here.broker());
        assert.ok(first in (await here.states()));
        here.clock.advance(LEAD_MS + 1);
        await here.keys.rotate(here.broker());
        assert.ok(!(first in (await here.states())));
      });

      test('the one that signs is revoked: the one that waits signs at once', async () => {
        await here.keys.revoke(here.broker(), first);
        assert.deepEqual(idsOf(await there.open()), [second]);
        assert.deepEqual(await here.states(), { [second]: 'signing' });
      });

      test('the one that waits is revoked: the other signs on, and a new one takes the place', async () => {
        await here.keys.revoke(here.broker(), second);
        const [, third = ''] = idsOf(await there.open());
        assert.deepEqual(await here.states(), { [first]: 'signing', [third]: 'waiting' });
        assert.equal(signerOf(await at(LEAD_MS)), third);
      });

      test('the one that signs is revoked while the one before is still published: a new one signs, not that', async () => {
        await at(LEAD_MS + 3_600_000);
        await here.keys.revoke(here.broker(), second);
        const [third, ...others] = idsOf(await there.open());
        assert.deepEqual(others, [first]);
        assert.ok(third !== second && third !== undefined);
      });

      test('a process that died in the middle of a revocation leaves no white label without a key', async () => {
        await here.storage.signingKeys.remove(MAIN, first);
        await here.storage.signingKeys.remove(MAIN, second);
        assert.equal(idsOf(await there.open()).length, 1);
      });
    });

    test('row 28: a key that does not exist, or is another white label’s, is not revoked', async () => {
      const foreign = signerOf(await here.open(SISTER));
      await assert.rejects(here.keys.revoke(here.broker(), 'nothing'), isUnknownKey);
      await assert.rejects(here.keys.revoke(here.broker(), foreign), isUnknownKey);
      assert.equal(signerOf(await here.open(SISTER)), foreign);
    });

    test('a key that two revoke at once is revoked once, and one takes its place', async () => {
      const id = signerOf(await here.open());
      const results = await Promise.allSettled([
        here.keys.revoke(here.broker(), id),
        there.keys.revoke(there.broker(), id),
      ]);
      assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await here.keys.list(here.broker())).length, 1);
    });

    test('a white label that never signed has nothing to rotate', async () => {
      assert.deepEqual(await here.keys.rotate(here.broker()), []);
      assert.deepEqual(await here.keys.list(here.broker()), []);
    });
  });
}
