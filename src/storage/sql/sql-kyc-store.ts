import type { BridgeEvent } from '../../domain/events/bridge-event.ts';
import type { KycCase } from '../../domain/kyc/kyc-case.ts';
import type { SealedKycDocument } from '../../domain/kyc/kyc-document.ts';
import type { KycCaseSearch } from '../../domain/kyc/kyc-search.ts';
import type { KycCaseQuery, KycStore } from '../../domain/kyc/kyc-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver, isForeignKeyViolation } from '../driver-errors.ts';
import { appendEvents } from './append-events.ts';
import { changeWithEvents } from './change-with-events.ts';
import { isOneOf } from './is-one-of.ts';
import { toCase, toCaseRow, toDocument, toDocumentRow } from './kyc-rows.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';

/** KYC cases and documents. Every statement names the white label. */
export function createSqlKycStore({ db, engine }: RecordConnection): KycStore {
  return {
    async find(brokerName, userId) {
      const query = db
        .selectFrom('kyc_cases')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toCase(row);
    },
    async list(brokerName, query) {
      const rows = await guardDriver(engine, () => listQuery(db, brokerName, query).execute());
      return rows.map(toCase);
    },
    async search(search) {
      const rows = await guardDriver(engine, () => searchQuery(db, engine, search).execute());
      return rows.map(toCase);
    },
    submit: (changed, documents, expectedRevision, event) =>
      guardDriver(engine, () => submit(db, changed, documents, expectedRevision, event)),
    decide: (changed, expectedRevision, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], (change) => replaceCase(change, changed, expectedRevision)),
      ),
    async listDocuments(brokerName, userId) {
      const query = db
        .selectFrom('kyc_documents')
        .select(DOCUMENT_COLUMNS)
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .orderBy('submission', 'desc')
        .orderBy('kind');
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map(toDocument);
    },
    async findSealed(brokerName, documentId) {
      const query = db
        .selectFrom('kyc_documents')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', documentId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && { ...toDocument(row), sealedKey: row.sealed_key, sealedContent: Buffer.from(row.sealed_content) };
    },
    async listSealedKeys(brokerName) {
      const query = db.selectFrom('kyc_documents').select(['id', 'sealed_key']).where('broker_name', '=', brokerName);
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ id: row.id, sealedKey: row.sealed_key }));
    },
    async replaceSealedKey(brokerName, documentId, expected, resealed) {
      const update = db
        .updateTable('kyc_documents')
        .set({ sealed_key: resealed })
        .where('broker_name', '=', brokerName)
        .where('id', '=', documentId)
        .where('sealed_key', '=', expected);
      await guardDriver(engine, () => update.execute());
    },
  };
}

const DOCUMENT_COLUMNS = [
  'id',
  'broker_name',
  'user_id',
  'submission',
  'kind',
  'content_type',
  'byte_count',
  'sha256',
  'created_at_ms',
] as const;

function listQuery(db: RecordDatabase, brokerName: string, { state, after, limit }: KycCaseQuery) {
  let query = db.selectFrom('kyc_cases').selectAll().where('broker_name', '=', brokerName);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== undefined) {
    query = query.where((row) =>
      row.or([
        row('submitted_at_ms', '>', after.submittedAtMs),
        row.and([row('submitted_at_ms', '=', after.submittedAtMs), row('user_id', '>', after.userId)]),
      ]),
    );
  }
  return query.orderBy('submitted_at_ms').orderBy('user_id').limit(limit);
}

function searchQuery(
  db: RecordDatabase,
  engine: RecordConnection['engine'],
  { brokerNames, state, after, limit }: KycCaseSearch,
) {
  let query = db.selectFrom('kyc_cases').selectAll().where('state', '=', state);
  if (brokerNames !== null) query = query.where(isOneOf(engine, brokerNames));
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('submitted_at_ms', 'broker_name', 'user_id'),
        '>',
        tuple(after.submittedAtMs, after.brokerName, after.userId),
      ),
    );
  }
  return query.orderBy('submitted_at_ms').orderBy('broker_name').orderBy('user_id').limit(limit);
}

async function submit(
  db: RecordDatabase,
  changed: KycCase,
  documents: readonly SealedKycDocument[],
  expectedRevision: number,
  event: BridgeEvent | undefined,
): Promise<boolean> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const write = expectedRevision === 0 ? addCase : replaceCase;
      if (!(await write(transaction, changed, expectedRevision))) return false;
      // One statement each: together they could be larger than a statement may be.
      for (const document of documents) {
        await transaction.insertInto('kyc_documents').values(toDocumentRow(document)).execute();
      }
      await appendEvents(transaction, event ? [event] : []);
      return true;
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new BridgeError('user_unknown', { detail: changed.userId });
    throw error;
  }
}

async function addCase(db: RecordDatabase, added: KycCase): Promise<boolean> {
  const insert = db
    .insertInto('kyc_cases')
    .values(toCaseRow(added))
    .onConflict((on) => on.doNothing());
  return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}

async function replaceCase(db: RecordDatabase, changed: KycCase, expectedRevision: number): Promise<boolean> {
  const { broker_name, user_id, ...columns } = toCaseRow(changed);
  const update = db
    .updateTable('kyc_cases')
    .set(columns)
    .where('broker_name', '=', broker_name)
    .where('user_id', '=', user_id)
    .where('revision', '=', expectedRevision);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}
