import type { Application, ApplicationStep } from '../../domain/applications/application.ts';
import type {
  ApplicationQuery,
  ApplicationStore,
  ExpectedApplication,
} from '../../domain/applications/application-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import type { ApplicationTable } from './onboarding-tables.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';

/** Applications. Every statement names the white label, and every change is a compare-and-set. */
export function createSqlApplicationStore({ db, engine }: RecordConnection): ApplicationStore {
  return {
    add: (application, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, [event], async (change) => {
          const insert = change
            .insertInto('applications')
            .values(toRow(application))
            .onConflict((on) => on.doNothing());
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        }),
      ),
    async find(brokerName, applicationId) {
      const query = db
        .selectFrom('applications')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', applicationId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toApplication(row);
    },
    async list(brokerName, query) {
      const rows = await guardDriver(engine, () => listQuery(db, brokerName, query).execute());
      return rows.map(toApplication);
    },
    replace: (application, expected, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], (change) => replaceApplication(change, application, expected)),
      ),
  };
}

async function replaceApplication(
  db: RecordDatabase,
  application: Application,
  expected: ExpectedApplication,
): Promise<boolean> {
  const { state, history_json, pending_json, user_id, revision, updated_at_ms } = toRow(application);
  const update = db
    .updateTable('applications')
    .set({ state, history_json, pending_json, user_id, revision, updated_at_ms })
    .where('broker_name', '=', application.brokerName)
    .where('id', '=', application.id)
    .where('revision', '=', expected.revision)
    .where('pending_json', expected.pending === null ? 'is' : 'is not', null);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

function listQuery(db: RecordDatabase, brokerName: string, { state, email, after, limit }: ApplicationQuery) {
  let query = db.selectFrom('applications').selectAll().where('broker_name', '=', brokerName);
  if (state !== undefined) query = query.where('state', '=', state);
  if (email !== undefined) query = query.where('email', '=', email);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at_ms', 'id'), '<', tuple(after.createdAtMs, after.id)),
    );
  }
  return query.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').limit(limit);
}

function toRow(application: Application): ApplicationTable {
  return {
    id: application.id,
    broker_name: application.brokerName,
    email: application.email,
    first_name: application.firstName,
    last_name: application.lastName,
    preferred_language: application.preferredLanguage,
    partner_id: application.partnerId,
    data_json: JSON.stringify(application.data),
    state: application.state,
    history_json: JSON.stringify(application.history),
    pending_json: application.pending === null ? null : JSON.stringify(application.pending),
    user_id: application.userId,
    revision: application.revision,
    created_at_ms: application.createdAtMs,
    updated_at_ms: application.updatedAtMs,
  };
}

function toApplication(row: ApplicationTable): Application {
  return {
    id: row.id,
    brokerName: row.broker_name,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    preferredLanguage: row.preferred_language,
    partnerId: row.partner_id,
    data: JSON.parse(row.data_json) as Application['data'],
    state: row.state,
    history: JSON.parse(row.history_json) as ApplicationStep[],
    pending: row.pending_json === null ? null : (JSON.parse(row.pending_json) as ApplicationStep),
    userId: row.user_id,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
