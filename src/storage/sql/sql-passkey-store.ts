import type { StoredPasskey } from '../../domain/passkeys/passkey.ts';
import type { PasskeyStore, PasskeyUse } from '../../domain/passkeys/passkey-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { PasskeyTable } from './passkey-tables.ts';
import type { RecordDatabase } from './schema.ts';

/** Passkeys. Each change is one statement, so that no two of them can come between each other. */
export function createSqlPasskeyStore({ db, engine }: RecordConnection): PasskeyStore {
  return {
    async list(holderId) {
      const query = db.selectFrom('passkeys').selectAll().where('holder_id', '=', holderId);
      const rows = await guardDriver(engine, () => query.orderBy('created_at_ms').orderBy('id').execute());
      return rows.map(toPasskey);
    },
    async findByCredentialId(credentialId) {
      const query = db.selectFrom('passkeys').selectAll().where('credential_id', '=', credentialId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toPasskey(row);
    },
    async add(passkey) {
      const insert = db
        .insertInto('passkeys')
        .values(toRow(passkey))
        .onConflict((on) => on.column('credential_id').doNothing());
      return (await guardDriver(engine, () => insert.executeTakeFirst())).numInsertedOrUpdatedRows === 1n;
    },
    async noteUse(passkeyId, use) {
      return (await guardDriver(engine, () => noteUse(db, passkeyId, use).executeTakeFirst())).numUpdatedRows === 1n;
    },
    async rename(holderId, passkeyId, label) {
      const update = db
        .updateTable('passkeys')
        .set({ label })
        .where('holder_id', '=', holderId)
        .where('id', '=', passkeyId);
      return (await guardDriver(engine, () => update.executeTakeFirst())).numUpdatedRows === 1n;
    },
    async remove(holderId, passkeyId) {
      const removal = db.deleteFrom('passkeys').where('holder_id', '=', holderId).where('id', '=', passkeyId);
      return (await guardDriver(engine, () => removal.executeTakeFirst())).numDeletedRows === 1n;
    },
    async removeAll(holderId) {
      const removal = db.deleteFrom('passkeys').where('holder_id', '=', holderId);
      return Number((await guardDriver(engine, () => removal.executeTakeFirst())).numDeletedRows);
    },
  };
}

/** Web Authentication Level 3, section 7.2, step 22. */
function noteUse(db: RecordDatabase, passkeyId: string, { counter, isSynced, usedAtMs }: PasskeyUse) {
  return db
    .updateTable('passkeys')
    .set({ counter, is_synced: isSynced ? 1 : 0, last_used_at_ms: usedAtMs })
    .where('id', '=', passkeyId)
    .where('counter', counter === 0 ? '=' : '<', counter);
}

function toRow(passkey: StoredPasskey): PasskeyTable {
  return {
    id: passkey.id,
    holder_id: passkey.holderId,
    label: passkey.label,
    credential_id: passkey.credentialId,
    public_key: passkey.publicKey,
    counter: passkey.counter,
    transports_json: JSON.stringify(passkey.transports),
    is_synced: passkey.isSynced ? 1 : 0,
    created_at_ms: passkey.createdAtMs,
    last_used_at_ms: passkey.lastUsedAtMs,
  };
}

function toPasskey(row: PasskeyTable): StoredPasskey {
  return {
    id: row.id,
    holderId: row.holder_id,
    label: row.label,
    isSynced: row.is_synced === 1,
    createdAtMs: row.created_at_ms,
    lastUsedAtMs: row.last_used_at_ms,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports_json) as string[],
  };
}
