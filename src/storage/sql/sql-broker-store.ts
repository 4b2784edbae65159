import type { Broker, Crm, PlatformPassword } from '../../domain/brokers/broker.ts';
import type { ChangeNote } from '../../domain/brokers/broker-snapshot.ts';
import type { BrokerStore } from '../../domain/brokers/broker-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Clock } from '../../lib/clock.ts';
import { guardDriver, isForeignKeyViolation } from '../driver-errors.ts';
import { appendEvents } from './append-events.ts';
import { toBrokerRow, toPasswordRow } from './broker-rows.ts';
import { type BrokersChange, changeBrokers } from './change-brokers.ts';
import { keepBrokerRevision, readBrokerInChange } from './keep-broker-revision.ts';
import { markBrokerChanged } from './mark-broker-changed.ts';
import type { RecordConnection } from './open-record-database.ts';
import { readBrokersChangedSince } from './read-brokers.ts';

const PASSWORDS = ['platformPasswords'];

export function createSqlBrokerStore({ db, engine }: RecordConnection, clock: Clock): BrokerStore {
  const read = <T>(work: () => Promise<T>) => guardDriver(engine, work);
  const change = <T>(work: (change: BrokersChange) => Promise<T>) =>
    guardDriver(engine, () => changeBrokers(db, clock, work));

  return {
    listChangedSince: (revision) => read(() => readBrokersChangedSince(db, revision)),
    async revision() {
      const counter = db.selectFrom('revisions').select('revision').where('subject', '=', 'brokers');
      return (await read(() => counter.executeTakeFirstOrThrow())).revision;
    },
    async listCrms() {
      const rows = await read(() => db.selectFrom('crms').selectAll().orderBy('broker_crm_name').execute());
      return rows.map((row) => ({ brokerCrmName: row.broker_crm_name, displayName: row.display_name }));
    },
    addCrm: (crm) => change((inChange) => addCrm(inChange, crm)),
    addBroker: (broker, note = {}) => change((inChange) => addBroker(inChange, broker, note)),
    replaceBroker: (broker, expected, events = [], note = {}) =>
      change(async (inChange) => {
        if (!(await replaceBroker(inChange, broker, expected, note))) return false;
        await appendEvents(inChange.db, events);
        return true;
      }),
    rotatePlatformPassword: (brokerName, password, othersExpireAtMs, note = {}) =>
      change((inChange) => rotatePlatformPassword(inChange, brokerName, password, othersExpireAtMs, note)),
    dropPlatformPassword: (brokerName, passwordId, note = {}) =>
      change((inChange) => dropPlatformPassword(inChange, brokerName, passwordId, note)),
  };
}

async function addCrm(change: BrokersChange, crm: Crm): Promise<boolean> {
  const row = { broker_crm_name: crm.brokerCrmName, display_name: crm.displayName };
  const insert = change.db.insertInto('crms').values(row);
  if (!(await wasWritten(insert.onConflict((on) => on.doNothing())))) return false;
  await change.raiseRevision();
  return true;
}

async function addBroker(change: BrokersChange, broker: Omit<Broker, 'revision'>, note: ChangeNote): Promise<boolean> {
  const insert = change.db.insertInto('brokers').values(toBrokerRow(broker, change.revision));
  const isNew = await refusingUnknownCrm(() => wasWritten(insert.onConflict((on) => on.doNothing())));
  if (!isNew) return false;
  await writeHosts(change, broker.brokerName, broker.hosts);
  const passwords = broker.platformPasswords.map((password) => toPasswordRow(broker.brokerName, password));
  if (passwords.length > 0) await change.db.insertInto('platform_passwords').values(passwords).execute();
  await keepBrokerRevision(change, broker.brokerName, undefined, note);
  await change.raiseRevision();
  return true;
}

async function replaceBroker(
  change: BrokersChange,
  broker: Omit<Broker, 'revision' | 'platformPasswords'>,
  expectedRevision: number,
  note: ChangeNote,
): Promise<boolean> {
  const before = await readBrokerInChange(change, broker.brokerName);
  const { broker_name, ...columns } = toBrokerRow(broker, change.revision);
  const update = change.db
    .updateTable('brokers')
    .set(columns)
    .where('broker_name', '=', broker_name)
    .where('revision', '=', expectedRevision);
  if (!(await refusingUnknownCrm(() => wasWritten(update)))) return false;
  await change.db.deleteFrom('broker_hosts').where('broker_name', '=', broker_name).execute();
  await writeHosts(change, broker_name, broker.hosts);
  await keepBrokerRevision(change, broker_name, before, note);
  await change.raiseRevision();
  return true;
}

async function rotatePlatformPassword(
  change: BrokersChange,
  brokerName: string,
  password: PlatformPassword,
  othersExpireAtMs: number | null,
  note: ChangeNote,
): Promise<void> {
  await markBrokerChanged(change, brokerName, { ...note, untold: PASSWORDS });
  if (othersExpireAtMs !== null) await endPlatformPasswords(change, brokerName, othersExpireAtMs);
  await change.db.insertInto('platform_passwords').values(toPasswordRow(brokerName, password)).execute();
}

async function endPlatformPasswords({ db }: BrokersChange, brokerName: string, atMs: number): Promise<void> {
  await db
    .updateTable('platform_passwords')
    .set({ expires_at_ms: atMs })
    .where('broker_name', '=', brokerName)
    .where((row) => row.or([row('expires_at_ms', 'is', null), row('expires_at_ms', '>', atMs)]))
    .execute();
}

async function dropPlatformPassword(
  change: BrokersChange,
  brokerName: string,
  passwordId: string,
  note: ChangeNote,
): Promise<boolean> {
  const removal = change.db
    .deleteFrom('platform_passwords')
    .where('broker_name', '=', brokerName)
    .where('id', '=', passwordId);
  if ((await removal.executeTakeFirst()).numDeletedRows === 0n) return false;
  await markBrokerChanged(change, brokerName, { ...note, untold: PASSWORDS });
  return true;
}

type Write = {
  executeTakeFirst(): Promise<{ numInsertedOrUpdatedRows?: bigint | undefined } | { numUpdatedRows: bigint }>;
};

/** Whether an insert or an update found a row to write. */
async function wasWritten(write: Write): Promise<boolean> {
  const result = await write.executeTakeFirst();
  const count = 'numUpdatedRows' in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
  return (count ?? 0n) > 0n;
}

async function refusingUnknownCrm<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new BridgeError('broker_invalid', { field: 'brokerCrmName' });
    throw error;
  }
}

async function writeHosts({ db }: BrokersChange, brokerName: string, hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const rows = hosts.map((host, position) => ({ host, broker_name: brokerName, position }));
  const inserted = await db
    .insertInto('broker_hosts')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === BigInt(rows.length)) return;
  throw new BridgeError('broker_exists', { field: 'hosts', detail: `a host of ${brokerName} is taken` });
}
