import type { SelectQueryBuilder, Transaction } from 'kysely';
import type { Broker } from '../../domain/brokers/broker.ts';
import { toBroker, toPlatformPassword } from './broker-rows.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** @returns The brokers with a higher revision, all parts of each as they stood at one moment. */
export async function readBrokersChangedSince(db: RecordDatabase, revision: number): Promise<Broker[]> {
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute((transaction) =>
    readBrokers(transaction, transaction.selectFrom('brokers').where('revision', '>', revision)),
  );
}

/** @param found - Which of them. */
export async function readBrokers(
  transaction: Transaction<RecordTables>,
  found: SelectQueryBuilder<RecordTables, 'brokers', object>,
): Promise<Broker[]> {
  const names = found.select('broker_name');
  const rows = await found.selectAll().orderBy('revision').execute();
  if (rows.length === 0) return [];
  const hosts = await transaction
    .selectFrom('broker_hosts')
    .where('broker_name', 'in', names)
    .selectAll()
    .orderBy('position')
    .execute();
  const passwords = await transaction
    .selectFrom('platform_passwords')
    .where('broker_name', 'in', names)
    .selectAll()
    .orderBy('created_at_ms')
    .orderBy('id')
    .execute();
  const hostsByBroker = Map.groupBy(hosts, (host) => host.broker_name);
  const passwordsByBroker = Map.groupBy(passwords, (password) => password.broker_name);
  return rows.map((row) =>
    toBroker(
      row,
      (hostsByBroker.get(row.broker_name) ?? []).map(({ host }) => host),
      (passwordsByBroker.get(row.broker_name) ?? []).map(toPlatformPassword),
    ),
  );
}
