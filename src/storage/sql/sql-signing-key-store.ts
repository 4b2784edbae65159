import type { ChangeNote } from '../../domain/brokers/broker-snapshot.ts';
import type { SigningKey } from '../../domain/signing-keys/signing-key.ts';
import type { SigningKeyStore } from '../../domain/signing-keys/signing-key-store.ts';
import type { Clock } from '../../lib/clock.ts';
import { guardDriver } from '../driver-errors.ts';
import { type BrokersChange, changeBrokers } from './change-brokers.ts';
import { markBrokerChanged } from './mark-broker-changed.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toSigningKey, toSigningKeyRow } from './signing-key-rows.ts';

export function createSqlSigningKeyStore({ db, engine }: RecordConnection, clock: Clock): SigningKeyStore {
  const change = <T>(work: (change: BrokersChange) => Promise<T>) =>
    guardDriver(engine, () => changeBrokers(db, clock, work));

  return {
    async list(brokerName) {
      const query = db.selectFrom('signing_keys').selectAll().where('broker_name', '=', brokerName);
      const rows = await guardDriver(engine, () => query.orderBy('created_at_ms').orderBy('id').execute());
      return rows.map(toSigningKey);
    },
    addFirst: (key, note = {}) => change((inChange) => addFirst(inChange, key, note)),
    addNext: (key, othersRetireAtMs, note = {}) => change((inChange) => addNext(inChange, key, othersRetireAtMs, note)),
    remove: (brokerName, keyId, note = {}) => change((inChange) => remove(inChange, brokerName, keyId, note)),
    async replaceSealed(brokerName, keyId, sealedPrivateJwk) {
      const update = db
        .updateTable('signing_keys')
        .set({ sealed_private_jwk: sealedPrivateJwk })
        .where('broker_name', '=', brokerName)
        .where('id', '=', keyId);
      await guardDriver(engine, () => update.execute());
    },
  };
}

async function addFirst(change: BrokersChange, key: SigningKey, note: ChangeNote): Promise<boolean> {
  if (await lastingKeys(change, key).executeTakeFirst()) return false;
  await insert(change, key, note);
  return true;
}

async function addNext(
  change: BrokersChange,
  key: SigningKey,
  othersRetireAtMs: number,
  note: ChangeNote,
): Promise<boolean> {
  const waiting = lastingKeys(change, key)
    .where('signs_from_ms', '>', key.createdAtMs)
    .where('signs_from_ms', '<=', key.signsFromMs);
  if (await waiting.executeTakeFirst()) return false;
  await change.db
    .updateTable('signing_keys')
    .set({ retires_at_ms: othersRetireAtMs })
    .where('broker_name', '=', key.brokerName)
    .where('algorithm', '=', key.algorithm)
    .where((row) => row.or([row('retires_at_ms', 'is', null), row('retires_at_ms', '>', othersRetireAtMs)]))
    .execute();
  await insert(change, key, note);
  return true;
}

async function remove(change: BrokersChange, brokerName: string, keyId: string, note: ChangeNote): Promise<boolean> {
  const removal = change.db.deleteFrom('signing_keys').where('broker_name', '=', brokerName).where('id', '=', keyId);
  if ((await removal.executeTakeFirst()).numDeletedRows === 0n) return false;
  await markBrokerChanged(change, brokerName, { ...note, untold: ['signingKeys'] });
  return true;
}

/** Of the white label and the algorithm; not to retire. */
function lastingKeys({ db }: BrokersChange, { brokerName, algorithm }: SigningKey) {
  return db
    .selectFrom('signing_keys')
    .select('id')
    .where('broker_name', '=', brokerName)
    .where('algorithm', '=', algorithm)
    .where('retires_at_ms', 'is', null);
}

async function insert(change: BrokersChange, key: SigningKey, note: ChangeNote): Promise<void> {
  await markBrokerChanged(change, key.brokerName, { ...note, untold: ['signingKeys'] });
  await change.db.insertInto('signing_keys').values(toSigningKeyRow(key)).execute();
}
