import type { Signature } from '../../domain/agreements/signature.ts';
import type { NewSignature, SignatureQuery, SignatureStore } from '../../domain/agreements/signature-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { appendEvents } from './append-events.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { AgreementSignatureTable, RecordDatabase } from './schema.ts';

/** Signatures under agreements. Every statement names the white label. */
export function createSqlSignatureStore({ db, engine }: RecordConnection): SignatureStore {
  return {
    async add(signatures) {
      if (signatures.length === 0) return;
      await guardDriver(engine, () =>
        db.transaction().execute((transaction) => addSignatures(transaction, signatures)),
      );
    },
    async listByUser(brokerName, userId) {
      const query = db
        .selectFrom('agreement_signatures')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .orderBy('signed_at_ms')
        .orderBy('agreement_id')
        .orderBy('version');
      return (await guardDriver(engine, () => query.execute())).map(toSignature);
    },
    async countByVersion(brokerName) {
      const query = db
        .selectFrom('agreement_signatures')
        .select((row) => ['agreement_id', 'version', row.fn.countAll().as('signatures')])
        .where('broker_name', '=', brokerName)
        .groupBy(['agreement_id', 'version']);
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({
        agreementId: row.agreement_id,
        version: row.version,
        signatures: Number(row.signatures),
      }));
    },
    async listByVersion(brokerName, query) {
      return (await guardDriver(engine, () => versionQuery(db, brokerName, query).execute())).map(toSignature);
    },
    async markReported(brokerName, userId, atMs) {
      const update = db
        .updateTable('agreement_signatures')
        .set({ reported_at_ms: atMs })
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .where('reported_at_ms', 'is', null);
      await guardDriver(engine, () => update.execute());
    },
  };
}

function versionQuery(db: RecordDatabase, brokerName: string, { agreementId, version, after, limit }: SignatureQuery) {
  let query = db
    .selectFrom('agreement_signatures')
    .selectAll()
    .where('broker_name', '=', brokerName)
    .where('agreement_id', '=', agreementId)
    .where('version', '=', version);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('signed_at_ms', 'user_id'), '<', tuple(after.signedAtMs, after.userId)),
    );
  }
  return query.orderBy('signed_at_ms', 'desc').orderBy('user_id', 'desc').limit(limit);
}

async function addSignatures(db: RecordDatabase, signatures: readonly NewSignature[]): Promise<void> {
  const added = await db
    .insertInto('agreement_signatures')
    .values(signatures.map(({ signature }) => toRow(signature)))
    .onConflict((on) => on.doNothing())
    .returning(['agreement_id', 'version'])
    .execute();
  const isAdded = ({ agreementId, version }: Signature) =>
    added.some((row) => row.agreement_id === agreementId && row.version === version);
  const events = signatures.flatMap(({ signature, event }) => (event && isAdded(signature) ? [event] : []));
  await appendEvents(db, events);
}

function toRow(signature: Signature): AgreementSignatureTable {
  return {
    broker_name: signature.brokerName,
    user_id: signature.userId,
    agreement_id: signature.agreementId,
    version: signature.version,
    language: signature.language,
    text_sha256: signature.textSha256,
    signed_at_ms: signature.signedAtMs,
    address: signature.address,
    user_agent: signature.userAgent,
    reported_at_ms: signature.reportedAtMs,
    api_key_id: signature.apiKeyId,
  };
}

function toSignature(row: AgreementSignatureTable): Signature {
  return {
    brokerName: row.broker_name,
    userId: row.user_id,
    agreementId: row.agreement_id,
    version: row.version,
    language: row.language,
    textSha256: row.text_sha256,
    signedAtMs: row.signed_at_ms,
    address: row.address,
    userAgent: row.user_agent,
    reportedAtMs: row.reported_at_ms,
    apiKeyId: row.api_key_id,
  };
}
