import type { Broker } from '../../domain/brokers/broker.ts';
import type { ChangeNote } from '../../domain/brokers/broker-snapshot.ts';
import { differencesBetween } from '../../lib/setting-changes.ts';
import type { BrokersChange } from './change-brokers.ts';
import { readBrokers } from './read-brokers.ts';

/** So many are kept of each white label. */
export const MOST_REVISIONS = 200;

/** A broker as it stands in the transaction. */
export async function readBrokerInChange({ db }: BrokersChange, brokerName: string): Promise<Broker | undefined> {
  const [broker] = await readBrokers(db, db.selectFrom('brokers').where('broker_name', '=', brokerName));
  return broker;
}

/**
 * Keeps what a white label is set to after a change, in the transaction of the change.
 *
 * @param before - As it was; `undefined` when it is new.
 */
export async function keepBrokerRevision(
  change: BrokersChange,
  brokerName: string,
  before: Broker | undefined,
  { actor = { kind: 'bridge' }, untold = [] }: ChangeNote,
): Promise<void> {
  const after = await readBrokerInChange(change, brokerName);
  if (!after) return;
  // Of one that is older than its history, what it was before is its first revision.
  if (before && !(await hasRevisions(change, brokerName)))
    await insert(change, before, { actor: { kind: 'bridge' } }, []);
  const differences = before ? differencesBetween(settingsOf(before), settingsOf(after)) : [];
  const changed = [...differences.map(({ path }) => path.join('.')), ...untold].sort();
  await insert(change, after, { actor, untold }, changed);
  if (before) await dropOldest(change, brokerName);
}

async function hasRevisions({ db }: BrokersChange, brokerName: string): Promise<boolean> {
  const query = db.selectFrom('broker_revisions').select('revision').where('broker_name', '=', brokerName).limit(1);
  return (await query.executeTakeFirst()) !== undefined;
}

async function insert(
  { db, atMs }: BrokersChange,
  broker: Broker,
  { actor, untold = [] }: ChangeNote,
  changed: readonly string[],
): Promise<void> {
  await db
    .insertInto('broker_revisions')
    .values({
      broker_name: broker.brokerName,
      revision: broker.revision,
      at_ms: atMs,
      actor_json: JSON.stringify(actor),
      changed_json: JSON.stringify(changed),
      untold_json: JSON.stringify(untold),
      snapshot_json: JSON.stringify(settingsOf(broker)),
    })
    .execute();
}

async function dropOldest({ db }: BrokersChange, brokerName: string): Promise<void> {
  const ofBroker = db.selectFrom('broker_revisions').where('broker_name', '=', brokerName);
  const tooOld = await ofBroker
    .select('revision')
    .orderBy('revision', 'desc')
    .offset(MOST_REVISIONS)
    .limit(1)
    .executeTakeFirst();
  if (!tooOld) return;
  await db
    .deleteFrom('broker_revisions')
    .where('broker_name', '=', brokerName)
    .where('revision', '<=', tooOld.revision)
    .execute();
}

/** Whatever is sealed or hashed stays where it is, also what a later version will add under such a name. */
function settingsOf({ revision: _revision, platformPasswords: _passwords, ...settings }: Broker): object {
  const isHidden = (key: string) => key.startsWith('sealed') || key === 'retiredCashierSecrets';
  return JSON.parse(JSON.stringify(settings, (key, value: unknown) => (isHidden(key) ? undefined : value))) as object;
}
