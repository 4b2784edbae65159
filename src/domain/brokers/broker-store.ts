import type { EventType } from '../../lib/event-types.ts';
import type { JsonValue } from '../../lib/json-value.ts';
import type { Broker, Crm, PlatformPassword } from './broker.ts';
import type { ChangeNote } from './broker-snapshot.ts';

/** What happened with a change, written in its transaction: an event, of which brokers themselves know nothing. */
export interface BrokerEvent {
  readonly id: string;
  readonly brokerName: string;
  readonly type: EventType;
  readonly objectId: string;
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly createdAtMs: number;
}

/**
 * Where CRMs and brokers are kept. Every change raises the revision, and what a broker is set to then is kept under it with
 * the note, in the same transaction.
 */
export interface BrokerStore {
  /** @returns The highest revision; 0 when there is no broker yet. A cheap call. */
  revision(): Promise<number>;
  listCrms(): Promise<Crm[]>;
  /** @returns The brokers that changed after this revision; all of them for 0. */
  listChangedSince(revision: number): Promise<Broker[]>;
  /** @returns Whether it was added; `false` when the name exists. */
  addCrm(crm: Crm): Promise<boolean>;
  /**
   * @returns Whether it was added; `false` when the name exists.
   * @throws `broker_exists` when one of its hosts belongs to another broker.
   */
  addBroker(broker: Omit<Broker, 'revision'>, note?: ChangeNote): Promise<boolean>;
  /**
   * Replaces all but the passwords, if nobody else changed the broker since `expectedRevision`.
   *
   * @param events - Written with it, or not at all.
   * @returns Whether it was replaced.
   * @throws `broker_exists` when one of its hosts belongs to another broker.
   */
  replaceBroker(
    broker: Omit<Broker, 'revision' | 'platformPasswords'>,
    expectedRevision: number,
    events?: readonly BrokerEvent[],
    note?: ChangeNote,
  ): Promise<boolean>;
  /** Adds a password and lets the others end at `othersExpireAtMs` or before; `null` leaves them as they are. */
  rotatePlatformPassword(
    brokerName: string,
    password: PlatformPassword,
    othersExpireAtMs: number | null,
    note?: ChangeNote,
  ): Promise<void>;
  /** @returns Whether there was such a password. */
  dropPlatformPassword(brokerName: string, passwordId: string, note?: ChangeNote): Promise<boolean>;
}
