import { isDeepStrictEqual } from 'node:util';
import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { ApiKey, ApiKeyHome } from '../../domain/api-keys/api-key.ts';
import type { ApiKeyStore, EndingBetween } from '../../domain/api-keys/api-key-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver } from '../driver-errors.ts';
import { toApiKey, toApiKeyRow, toPairRow } from './api-key-rows.ts';
import type { ApiKeyTable } from './api-key-tables.ts';
import { appendEvents } from './append-events.ts';
import { NEWEST_FIRST, testsOf } from './list-of-white-labels.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** API keys. Every statement names the home, but for those that look for a text or an end in all of them. */
export function createSqlApiKeyStore({ db, engine }: RecordConnection): ApiKeyStore {
  const guard = <T>(work: () => Promise<T>) => guardDriver(engine, work);

  return {
    list: (home) =>
      guard(async () => {
        const query = db.selectFrom('api_keys').selectAll().where(isOf(home)).orderBy('created_at_ms').orderBy('id');
        return withPairs(db, await query.execute());
      }),
    listOf: (query) =>
      guard(async () => {
        const { brokerNames, crmNames, endsWithin, limit } = query;
        if (brokerNames.length === 0 && crmNames.length === 0) return [];
        let rows = db
          .selectFrom('api_keys')
          .selectAll()
          .where((row) =>
            row.or([
              ...(brokerNames.length === 0 ? [] : [row('broker_name', 'in', brokerNames)]),
              ...(crmNames.length === 0 ? [] : [row('broker_crm_name', 'in', crmNames)]),
            ]),
          )
          .where(testsOf(query, ['id', 'name', 'broker_name', 'broker_crm_name']))
          .orderBy(NEWEST_FIRST)
          .limit(limit);
        if (endsWithin !== undefined) {
          const { afterMs, untilMs } = endsWithin;
          rows = rows.where('revoked_at_ms', 'is', null).where('expires_at_ms', '>', afterMs);
          rows = rows.where('expires_at_ms', '<=', untilMs);
        }
        return withPairs(db, await rows.execute());
      }),
    find: (home, keyId) =>
      guard(async () => {
        const query = db.selectFrom('api_keys').selectAll().where(isOf(home)).where('id', '=', keyId);
        return (await withPairs(db, await query.execute()))[0];
      }),
    findByTextHash: (textHash) => guard(() => findByTextHash(db, textHash)),
    add: (key) => guard(() => db.transaction().execute((transaction) => addKey(transaction, key))),
    change: (home, keyId, work) =>
      guard(() => db.transaction().execute((transaction) => changeKey(transaction, home, keyId, work))),
    async recordUse(home, keyId, usedAtMs, unlessSinceMs) {
      const update = db
        .updateTable('api_keys')
        .set({ last_used_at_ms: usedAtMs })
        .where(isOf(home))
        .where('id', '=', keyId)
        .where((row) => row.or([row('last_used_at_ms', 'is', null), row('last_used_at_ms', '<', unlessSinceMs)]));
      await guard(() => update.execute());
    },
    listEnding: (times) => guard(async () => withPairs(db, await endingQuery(db, times).execute())),
    markAnnounced: (key, announcedAtMs, events) =>
      guard(() =>
        db.transaction().execute(async (transaction) => {
          const isMarked = await markAnnounced(transaction, key, announcedAtMs);
          if (isMarked) await appendEvents(transaction, events);
          return isMarked;
        }),
      ),
  };
}

type Queries = Pick<RecordDatabase, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom'>;

async function withPairs(db: Queries, rows: readonly ApiKeyTable[]): Promise<ApiKey[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const pairs = await db.selectFrom('api_key_pairs').selectAll().where('api_key_id', 'in', ids).execute();
  return rows.map((row) =>
    toApiKey(
      row,
      pairs.filter(({ api_key_id }) => api_key_id === row.id),
    ),
  );
}

/** With this one of its pairs and the other; in one statement, for every request asks. */
async function findByTextHash(db: Queries, textHash: string): Promise<ApiKey | undefined> {
  const rows = await db
    .selectFrom('api_key_pairs as found')
    .innerJoin('api_keys as key', 'key.id', 'found.api_key_id')
    .innerJoin('api_key_pairs as pair', 'pair.api_key_id', 'key.id')
    .selectAll('key')
    .select(['pair.id as pair_id', 'pair.text_hash', 'pair.sealed_secret'])
    .select(['pair.created_at_ms as pair_created_at_ms', 'pair.ends_at_ms'])
    .where('found.text_hash', '=', textHash)
    .execute();
  const [key] = rows;
  if (!key) return undefined;
  const pairs = rows.map(({ pair_id, pair_created_at_ms, text_hash, sealed_secret, ends_at_ms }) => {
    const columns = { text_hash, sealed_secret, ends_at_ms };
    return { id: pair_id, api_key_id: key.id, created_at_ms: pair_created_at_ms, ...columns };
  });
  return toApiKey(key, pairs);
}

async function addKey(db: Queries, key: ApiKey): Promise<boolean> {
  await requireHome(db, key.home);
  const insert = db
    .insertInto('api_keys')
    .values(toApiKeyRow(key))
    .onConflict((on) => on.doNothing());
  if ((await insert.executeTakeFirst()).numInsertedOrUpdatedRows !== 1n) return false;
  await insertPairs(db, key);
  return true;
}

async function changeKey(
  db: Queries,
  home: ApiKeyHome,
  keyId: string,
  work: (key: ApiKey) => ApiKey,
): Promise<ApiKey | undefined> {
  // Takes the lock of the row, so that nobody else changes the key until the end.
  const row = await db
    .updateTable('api_keys')
    .set((column) => ({ name: column.ref('name') }))
    .where(isOf(home))
    .where('id', '=', keyId)
    .returningAll()
    .executeTakeFirst();
  const [key] = row ? await withPairs(db, [row]) : [];
  if (!key) return undefined;
  const changed = work(key);
  const { id, ...columns } = toApiKeyRow(changed);
  await db.updateTable('api_keys').set(columns).where(isOf(home)).where('id', '=', id).execute();
  if (!isDeepStrictEqual(changed.pairs, key.pairs)) {
    await db.deleteFrom('api_key_pairs').where('api_key_id', '=', id).execute();
    await insertPairs(db, changed);
  }
  return changed;
}

async function insertPairs(db: Queries, { id, pairs }: ApiKey): Promise<void> {
  if (pairs.length === 0) return;
  await db
    .insertInto('api_key_pairs')
    .values(pairs.map((pair) => toPairRow(id, pair)))
    .execute();
}

/** @throws `broker_unknown`, naming the broker or the CRM. */
async function requireHome(db: Queries, home: ApiKeyHome): Promise<void> {
  const query =
    home.kind === 'broker'
      ? db.selectFrom('brokers').select('broker_name as name').where('broker_name', '=', home.brokerName)
      : db.selectFrom('crms').select('broker_crm_name as name').where('broker_crm_name', '=', home.brokerCrmName);
  if (await query.executeTakeFirst()) return;
  throw new BridgeError('broker_unknown', { field: home.kind === 'broker' ? home.brokerName : home.brokerCrmName });
}

function endingQuery(db: Queries, { afterMs, untilMs, limit }: EndingBetween) {
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('revoked_at_ms', 'is', null)
    .where('expiry_announced_at_ms', 'is', null)
    .where('expires_at_ms', '>', afterMs)
    .where('expires_at_ms', '<=', untilMs)
    .orderBy('expires_at_ms')
    .orderBy('id')
    .limit(limit);
}

async function markAnnounced(db: Queries, { home, id, expiresAtMs }: ApiKey, announcedAtMs: number): Promise<boolean> {
  const update = db
    .updateTable('api_keys')
    .set({ expiry_announced_at_ms: announcedAtMs })
    .where(isOf(home))
    .where('id', '=', id)
    .where('revoked_at_ms', 'is', null)
    .where('expiry_announced_at_ms', 'is', null)
    .where('expires_at_ms', '=', expiresAtMs);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

function isOf(home: ApiKeyHome): Expression<SqlBool> {
  const row = expressionBuilder<RecordTables, 'api_keys'>();
  return home.kind === 'broker'
    ? row('broker_name', '=', home.brokerName)
    : row('broker_crm_name', '=', home.brokerCrmName);
}
