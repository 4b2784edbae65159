import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { StoredPasskey } from '../../src/domain/passkeys/passkey.ts';
import type { PasskeyStore } from '../../src/domain/passkeys/passkey-store.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';

/** What every store of passkeys must do. */
export function passkeyStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of passkeys on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: PasskeyStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.passkeys;
    });
    afterEach(() => opened.close());

    test('a passkey comes back as it was added, by its holder and by its credential id', async () => {
      const passkey = samplePasskey('1', { label: 'Mein Schlüssel – 鍵', lastUsedAtMs: 1_800_000_000_001 });
      assert.equal(await store.add(passkey), true);
      assert.deepEqual(await store.list('anna'), [passkey]);
      assert.deepEqual(await store.findByCredentialId('credential-1'), passkey);
      assert.equal(await store.findByCredentialId('CREDENTIAL-1'), undefined, 'by its very letters');
      assert.deepEqual(await store.list('ben'), []);
    });

    test('a holder’s passkeys are listed from the oldest to the newest', async () => {
      for (const [id, createdAtMs] of [
        ['b', 2],
        ['a', 3],
        ['c', 1],
      ] as const) {
        await store.add(samplePasskey(id, { createdAtMs }));
      }
      assert.deepEqual(
        (await store.list('anna')).map(({ id }) => id),
        ['c', 'b', 'a'],
      );
    });

    test('a credential id that is taken is not added again, not even for another holder', async () => {
      const passkey = samplePasskey('1');
      await store.add(passkey);
      assert.equal(await store.add(samplePasskey('2', { credentialId: 'credential-1', holderId: 'ben' })), false);
      assert.deepEqual(await store.findByCredentialId('credential-1'), passkey);
    });

    test('of 8 parallel additions of one credential id by two processes, exactly one succeeds', async () => {
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          eitherOf(index).add(samplePasskey(String(index), { credentialId: 'same' })),
        ),
      );
      assert.equal(added.filter(Boolean).length, 1);
      assert.equal((await store.findByCredentialId('same'))?.id, String(added.indexOf(true)));
    });

    for (const [from, to, isNoted] of [
      [4, 5, true],
      [4, 4_294_967_295, true],
      [4, 4, false],
      [4, 3, false],
      [4, 0, false],
      [0, 0, true],
      [0, 1, true],
    ] as const) {
      test(`a counter ${isNoted ? 'goes on' : 'does not go on'} from ${from} to ${to}`, async () => {
        const passkey = samplePasskey('1', { counter: from });
        await store.add(passkey);
        const use = { counter: to, isSynced: true, usedAtMs: 1_800_000_000_002 };
        assert.equal(await store.noteUse('1', use), isNoted);
        const expected = isNoted ? { counter: to, isSynced: true, lastUsedAtMs: use.usedAtMs } : {};
        assert.deepEqual(await store.list('anna'), [{ ...passkey, ...expected }]);
      });
    }

    test('of 10 parallel answers with one counter exactly one is noted', async () => {
      await store.add(samplePasskey('1', { counter: 4 }));
      const noted = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          eitherOf(index).noteUse('1', { counter: 5, isSynced: false, usedAtMs: index }),
        ),
      );
      assert.equal(noted.filter(Boolean).length, 1);
    });

    test('a passkey is renamed and removed by its holder alone', async () => {
      await store.add(samplePasskey('1'));
      assert.deepEqual([await store.rename('ben', '1', 'x'), await store.remove('ben', '1')], [false, false]);
      assert.equal(await store.rename('anna', '1', 'New'), true);
      assert.equal((await store.list('anna'))[0]?.label, 'New');
      assert.deepEqual([await store.remove('anna', '1'), await store.remove('anna', '1')], [true, false]);
      assert.equal(await store.noteUse('1', { counter: 9, isSynced: false, usedAtMs: 1 }), false);
    });

    test('all of a holder’s are removed at once, and nobody else’s', async () => {
      for (const id of ['1', '2']) await store.add(samplePasskey(id));
      await store.add(samplePasskey('3', { holderId: 'ben' }));
      assert.deepEqual([await store.removeAll('anna'), await store.removeAll('anna')], [2, 0]);
      assert.deepEqual([(await store.list('anna')).length, (await store.list('ben')).length], [0, 1]);
    });

    function eitherOf(index: number): PasskeyStore {
      return index % 2 === 0 ? store : opened.another.passkeys;
    }
  });
}

function samplePasskey(id: string, more: Partial<StoredPasskey> = {}): StoredPasskey {
  return {
    id,
    holderId: 'anna',
    label: 'Laptop',
    isSynced: false,
    createdAtMs: 1_800_000_000_000,
    lastUsedAtMs: null,
    credentialId: `credential-${id}`,
    publicKey: 'public-key',
    counter: 0,
    transports: ['internal', 'usb'],
    ...more,
  };
}
