import { isDeepStrictEqual } from 'node:util';
import type { ChangeNote } from '../../domain/brokers/broker-snapshot.ts';
import type { OidcClient } from '../../domain/oidc-clients/oidc-client.ts';
import type { OidcClientStore } from '../../domain/oidc-clients/oidc-client-store.ts';
import type { Clock } from '../../lib/clock.ts';
import { guardDriver } from '../driver-errors.ts';
import { type BrokersChange, changeBrokers } from './change-brokers.ts';
import { NEWEST_FIRST, testsOf } from './list-of-white-labels.ts';
import { markBrokerChanged } from './mark-broker-changed.ts';
import { toClient, toClientRow } from './oidc-client-rows.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';

/** Clients. Every statement names the white label, and changes of all brokers come one after the other. */
export function createSqlOidcClientStore({ db, engine }: RecordConnection, clock: Clock): OidcClientStore {
  const change = <T>(work: (change: BrokersChange) => Promise<T>) =>
    guardDriver(engine, () => changeBrokers(db, clock, work));

  return {
    async list(brokerName) {
      const query = db.selectFrom('oidc_clients').selectAll().where('broker_name', '=', brokerName);
      const rows = await guardDriver(engine, () => query.execute());
      // Not by the database, for each sorts texts in its own way.
      return rows.map(toClient).sort((left, right) => (left.id < right.id ? -1 : 1));
    },
    async listOf(query) {
      if (query.brokerNames.length === 0) return [];
      const rows = db
        .selectFrom('oidc_clients')
        .selectAll()
        .where('broker_name', 'in', query.brokerNames)
        .where(testsOf(query, ['id', 'name', 'broker_name']))
        .orderBy(NEWEST_FIRST)
        .limit(query.limit);
      return (await guardDriver(engine, () => rows.execute())).map(toClient);
    },
    find: (brokerName, clientId) => guardDriver(engine, () => findClient(db, brokerName, clientId)),
    add: (client, note = {}) => change((inChange) => addClient(inChange, client, note)),
    change: (brokerName, clientId, work, note = {}) =>
      change((inChange) => changeClient(inChange, brokerName, clientId, work, note)),
  };
}

async function findClient(
  db: Pick<RecordDatabase, 'selectFrom'>,
  brokerName: string,
  clientId: string,
): Promise<OidcClient | undefined> {
  const row = await db
    .selectFrom('oidc_clients')
    .selectAll()
    .where('broker_name', '=', brokerName)
    .where('id', '=', clientId)
    .executeTakeFirst();
  return row && toClient(row);
}

async function addClient(change: BrokersChange, client: OidcClient, note: ChangeNote): Promise<boolean> {
  if (await findClient(change.db, client.brokerName, client.id)) return false;
  await markBrokerChanged(change, client.brokerName, { ...note, untold: [`clients.${client.id}`] });
  await change.db.insertInto('oidc_clients').values(toClientRow(client)).execute();
  return true;
}

async function changeClient(
  change: BrokersChange,
  brokerName: string,
  clientId: string,
  work: (client: OidcClient) => OidcClient,
  note: ChangeNote,
): Promise<OidcClient | undefined> {
  const client = await findClient(change.db, brokerName, clientId);
  if (!client) return undefined;
  const changed = work(client);
  if (isDeepStrictEqual(changed, client)) return client;
  const { broker_name, id, ...columns } = toClientRow(changed);
  await change.db
    .updateTable('oidc_clients')
    .set(columns)
    .where('broker_name', '=', broker_name)
    .where('id', '=', id)
    .execute();
  await markBrokerChanged(change, brokerName, { ...note, untold: [`clients.${clientId}`] });
  return changed;
}
