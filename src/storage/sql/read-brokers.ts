import type { Broker } from '../../domain/brokers/broker.ts';
import { toBroker, toPlatformPassword } from './broker-rows.ts';
import type { RecordDatabase } from './schema.ts';

/** @returns The brokers with a higher revision, all parts of each as they stood at one moment. */
export async function readBrokersChangedSince(db: RecordDatabase, revision: number): Promise<Broker[]> {
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(async (transaction) => {
    const changed = transaction.selectFrom('brokers').where('revision', '>', revision);
    const names = changed.select('broker_name');
    const rows = await changed.selectAll().orderBy('revision').execute();
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
  });
}
