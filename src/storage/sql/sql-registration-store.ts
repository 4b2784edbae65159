import type { DeveloperRegistration } from '../../domain/developer-registrations/developer-registration.ts';
import type { RegistrationQuery, RegistrationStore } from '../../domain/developer-registrations/registration-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import type { DeveloperRegistrationTable } from './onboarding-tables.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';

/** Registrations of developers. Every statement names the white label, and every change is a compare-and-set. */
export function createSqlRegistrationStore({ db, engine }: RecordConnection): RegistrationStore {
  return {
    add: (registration, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, [event], async (change) => {
          const insert = change
            .insertInto('developer_registrations')
            .values(toRow(registration))
            .onConflict((on) => on.doNothing());
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        }),
      ),
    async find(brokerName, registrationId) {
      const query = db
        .selectFrom('developer_registrations')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', registrationId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toRegistration(row);
    },
    async list(brokerName, query) {
      const rows = await guardDriver(engine, () => listQuery(db, brokerName, query).execute());
      return rows.map(toRegistration);
    },
    replace: (registration, expectedRevision, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], (change) => decide(change, registration, expectedRevision)),
      ),
  };
}

async function decide(
  db: RecordDatabase,
  registration: DeveloperRegistration,
  expectedRevision: number,
): Promise<boolean> {
  const { scopes_json, state, reason, decided_by, decided_at_ms, api_key_ids_json, revision } = toRow(registration);
  const update = db
    .updateTable('developer_registrations')
    .set({ scopes_json, state, reason, decided_by, decided_at_ms, api_key_ids_json, revision })
    .where('broker_name', '=', registration.brokerName)
    .where('id', '=', registration.id)
    .where('revision', '=', expectedRevision);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

function listQuery(db: RecordDatabase, brokerName: string, { state, after, limit }: RegistrationQuery) {
  let query = db.selectFrom('developer_registrations').selectAll().where('broker_name', '=', brokerName);
  if (state !== undefined) query = query.where('state', '=', state);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at_ms', 'id'), '<', tuple(after.createdAtMs, after.id)),
    );
  }
  return query.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').limit(limit);
}

function toRow(registration: DeveloperRegistration): DeveloperRegistrationTable {
  return {
    id: registration.id,
    broker_name: registration.brokerName,
    company: registration.company,
    contact_name: registration.contactName,
    email: registration.email,
    website: registration.website,
    use_case: registration.useCase,
    redirect_uris_json: JSON.stringify(registration.redirectUris),
    scopes_json: JSON.stringify(registration.scopes),
    state: registration.state,
    reason: registration.reason,
    decided_by: registration.decidedBy,
    decided_at_ms: registration.decidedAtMs,
    api_key_ids_json: JSON.stringify(registration.apiKeyIds),
    revision: registration.revision,
    created_at_ms: registration.createdAtMs,
  };
}

function toRegistration(row: DeveloperRegistrationTable): DeveloperRegistration {
  return {
    id: row.id,
    brokerName: row.broker_name,
    company: row.company,
    contactName: row.contact_name,
    email: row.email,
    website: row.website,
    useCase: row.use_case,
    redirectUris: JSON.parse(row.redirect_uris_json) as string[],
    scopes: JSON.parse(row.scopes_json) as DeveloperRegistration['scopes'],
    state: row.state,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAtMs: row.decided_at_ms,
    apiKeyIds: JSON.parse(row.api_key_ids_json) as string[],
    revision: row.revision,
    createdAtMs: row.created_at_ms,
  };
}
