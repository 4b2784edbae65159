import type { BrokerHistoryStore } from '../../domain/broker-history/broker-history-store.ts';
import type { BrokerRevision, KeptBrokerRevision } from '../../domain/broker-history/broker-revision.ts';
import type { BrokerSnapshot } from '../../domain/brokers/broker-snapshot.ts';
import { guardDriver } from '../driver-errors.ts';
import type { BrokerRevisionTable } from './broker-revision-tables.ts';
import type { RecordConnection } from './open-record-database.ts';

/** Reads what `keep-broker-revision.ts` writes. Every statement names the white label. */
export function createSqlBrokerHistoryStore({ db, engine }: RecordConnection): BrokerHistoryStore {
  const ofBroker = (brokerName: string) => db.selectFrom('broker_revisions').where('broker_name', '=', brokerName);

  return {
    async list(brokerName, { before = Number.MAX_SAFE_INTEGER, limit }) {
      const query = ofBroker(brokerName)
        .select(['revision', 'at_ms', 'actor_json', 'changed_json', 'untold_json'])
        .where('revision', '<', before)
        .orderBy('revision', 'desc')
        .limit(limit);
      return (await guardDriver(engine, () => query.execute())).map(toRevision);
    },
    async find(brokerName, revision) {
      const query = ofBroker(brokerName).selectAll().where('revision', '=', revision);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toKeptRevision(row);
    },
    async findBefore(brokerName, revision) {
      const query = ofBroker(brokerName).selectAll().where('revision', '<', revision).orderBy('revision', 'desc');
      const row = await guardDriver(engine, () => query.limit(1).executeTakeFirst());
      return row && toKeptRevision(row);
    },
  };
}

type ListedRow = Pick<BrokerRevisionTable, 'revision' | 'at_ms' | 'actor_json' | 'changed_json' | 'untold_json'>;

function toRevision({ revision, at_ms, actor_json, changed_json, untold_json }: ListedRow): BrokerRevision {
  return {
    revision,
    atMs: at_ms,
    actor: JSON.parse(actor_json) as BrokerRevision['actor'],
    changed: JSON.parse(changed_json) as string[],
    untold: JSON.parse(untold_json) as string[],
  };
}

function toKeptRevision(row: BrokerRevisionTable): KeptBrokerRevision {
  return { ...toRevision(row), snapshot: JSON.parse(row.snapshot_json) as BrokerSnapshot };
}
