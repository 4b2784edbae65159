import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { readDatabase, readFolder } from '../../operations/stored-text.ts';
import { ENGINES } from '../../support/engines.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import {
  BOTH,
  idsOf,
  type KeysProcessOptions,
  MAIN,
  newEncryptionKey,
  SISTER,
  signerOf,
  startKeysProcess,
} from './keys-process.ts';

for (const engine of ENGINES) {
  describe(`sealed signing keys on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let databases = 0;
    after(() => folder.remove());

    async function newOptions(): Promise<KeysProcessOptions> {
      databases += 1;
      return { ...(await engine.open()), dataDir: join(folder.path, String(databases)) };
    }

    test('row 40: nothing of a private key stands in the stores, the log, or what is listed', async () => {
      const options = await newOptions();
      const process = await startKeysProcess(options);
      await process.keys.open(process.broker(), BOTH);
      await process.keys.rotate(process.broker(), 0);
      const { keys } = await process.keys.open(process.broker(), BOTH);
      await process.keys.revoke(process.broker(), keys[0]?.id ?? '');
      const listed = JSON.stringify(await process.keys.list(process.broker()));
      await process.close();
      const { databaseUrl, dataDir } = options;
      const stored = databaseUrl === undefined ? readFolder(dataDir) : await readDatabase(databaseUrl);
      const places = [stored, process.logLines.join('\n'), listed];
      assert.ok(stored.includes(keys[1]?.id ?? 'its id'), 'it is where the keys are');
      for (const { privateJwk } of keys) {
        for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) {
          const secret = privateJwk[part];
          if (typeof secret !== 'string') continue;
          for (const place of places) assert.ok(!place.includes(secret), `${part} is in the clear`);
        }
      }
      assert.doesNotMatch(process.logLines.join('\n'), /sealed/i);
    });

    test('resealed, keys are opened without the old encryption key, and no white label changes by that', async () => {
      const options = await newOptions();
      const [old, fresh] = [newEncryptionKey('old'), newEncryptionKey('fresh')];
      const before = await startKeysProcess({ ...options, encryptionKeys: [old] });
      const { keys } = await before.keys.open(before.broker(), BOTH);
      await before.keys.rotate(before.broker());
      const { revision } = before.broker();

      const between = await startKeysProcess({ ...options, encryptionKeys: [fresh, old] });
      assert.equal(await between.keys.resealSecrets(between.broker()), 4);
      assert.equal(await between.keys.resealSecrets(between.broker()), 0);
      await between.brokers.refresh();
      assert.equal(between.broker().revision, revision);

      const afterwards = await startKeysProcess({ ...options, encryptionKeys: [fresh] });
      const opened = await afterwards.keys.open(afterwards.broker(), BOTH);
      for (const key of keys)
        assert.deepEqual(
          opened.keys.find(({ id }) => id === key.id),
          key,
        );
      for (const process of [before, between, afterwards]) await process.close();
    });

    test('where the encryption key is gone, opening says so, and a revocation makes a new key', async () => {
      const options = await newOptions();
      const before = await startKeysProcess({ ...options, encryptionKeys: [newEncryptionKey('old')] });
      const lost = signerOf(await before.open());
      await before.open(SISTER);
      await before.close();
      const afterwards = await startKeysProcess({ ...options, encryptionKeys: [newEncryptionKey('fresh')] });
      await assert.rejects(afterwards.open(), { code: 'signing_key_unreadable' });
      await afterwards.keys.revoke(afterwards.broker(), lost);
      assert.equal(idsOf(await afterwards.open()).length, 1);
      await assert.rejects(afterwards.open(SISTER), { code: 'signing_key_unreadable' });
      await afterwards.close();
    });

    test('row 28: a sealed key that is put into the place of another, or of another white label, is not opened', async () => {
      const process = await startKeysProcess(await newOptions());
      await process.open(MAIN);
      const sister = signerOf(await process.open(SISTER));
      const [own] = await process.keys.list(process.broker(MAIN));
      await process.storage.signingKeys.replaceSealed(SISTER, sister, own?.sealedPrivateJwk ?? '');
      await assert.rejects(process.open(SISTER), { code: 'signing_key_unreadable' });
      await process.close();
    });
  });
}
