/**
 * CRMs, brokers and white labels: who they are, how they are identified, what is configured for each.
 *
 * Owns the records, the copy of them in memory, and the platform's passwords. Does not own a broker's users, tokens or
 * accounts. Invariants: identification reads memory only; a change made by any process is seen here within a second;
 * while the records cannot be read, the last copy serves.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { SettingChange } from '../../lib/setting-changes.ts';
import { addBroker, type NewBroker } from './add-broker.ts';
import type { Broker, Crm, PlatformPassword } from './broker.ts';
import { createBrokerDirectory } from './broker-directory.ts';
import type { BrokerFault } from './broker-fault.ts';
import type { BrokerSnapshot, ChangeActor } from './broker-snapshot.ts';
import type { BrokersDependencies } from './brokers-dependencies.ts';
import { type ClonedBroker, type CloneNames, type CloneRequest, describeClone, draftClone } from './clone-broker.ts';
import { createBroker } from './create-broker.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { faultsOfChange, faultsOfNew } from './faults-of-broker.ts';
import { type IdentificationPlaces, identifyBroker } from './identify-broker.ts';
import { lendPlatformPassword } from './lend-platform-password.ts';
import { createPlatformPasswordCheck, type PlatformPasswordCheck } from './platform-passwords.ts';
import { keepRefreshed } from './refresh-directory.ts';
import { resealBroker } from './reseal-broker.ts';
import { type MadePassword, rotatePlatformPassword } from './rotate-platform-password.ts';
import { type BrokerSearch, type FoundBrokers, searchBrokers } from './search-brokers.ts';
import { type BrokerSettings, compareSettings, previewChange, settingsOf } from './settings-of.ts';
import { snapshotOf } from './snapshot-of.ts';
import { type BrokerChange, changeBroker, type UpdateOptions, updateBroker } from './update-broker.ts';
import { updateFrom } from './update-from.ts';

export interface Brokers {
  /** Reads the records and keeps the copy in memory fresh until `stop`. */
  start(): Promise<void>;
  stop(): void;
  /** Reads what changed, now. */
  refresh(): Promise<void>;
  /** @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch` */
  identify(places: IdentificationPlaces): Broker;
  /** Whether a host name is a white label’s own. */
  isHostOfBroker(host: string): boolean;
  find(brokerName: string): Broker | undefined;
  /** @throws `broker_unknown` */
  get(brokerName: string): Broker;
  list(): readonly Broker[];
  listCrms(): readonly Crm[];
  /** The white label as the seed file writes it, without its secrets. @throws `broker_unknown` */
  settingsOf(brokerName: string): BrokerSettings;
  /** What it is set to, without its secrets. @throws `broker_unknown` */
  snapshotOf(brokerName: string): BrokerSnapshot;
  /** What is different of two white labels, apart from their names. @throws `broker_unknown` */
  compareSettings(one: string, other: string): SettingChange[];
  /** @returns Whether it was added; `false` when it exists, which changes nothing. */
  addCrm(crm: Crm): Promise<boolean>;
  /**
   * @returns Whether it was added; `false` when it exists, which changes nothing.
   * @throws `broker_invalid`, `broker_exists` (a host that is taken)
   */
  add(broker: NewBroker, actor?: ChangeActor): Promise<boolean>;
  /**
   * @throws `broker_unknown`, `broker_invalid`, `broker_exists` (a host that is taken), `broker_changed`; with an
   *   `expectedRevision` that is not the current one `broker_changed_meanwhile`, whose reason names that
   */
  update(brokerName: string, change: BrokerChange, options?: RevisionedUpdate): Promise<Broker>;
  /**
   * Adds one that must not exist yet, with all that `checkNew` demands.
   *
   * @throws `broker_invalid` with the first field, `broker_exists`
   */
  create(draft: NewBroker, actor?: ChangeActor): Promise<Broker>;
  /** Everything that is wrong with one that is to be, each with its field; for forms. */
  checkNew(draft: NewBroker): Promise<readonly BrokerFault[]>;
  /** Everything that is wrong with a change, each with its field. @throws `broker_unknown` */
  check(brokerName: string, change: BrokerChange): Promise<readonly BrokerFault[]>;
  /** What a change changes; of a secret only that it does, as `(secret)`. @throws `broker_unknown` */
  previewChange(brokerName: string, change: BrokerChange): SettingChange[];
  /** In memory, by name, in pages. */
  search(search: BrokerSearch): FoundBrokers;
  /** What a clone would be set to, without its secrets: all but names and hosts. @throws `broker_unknown` */
  describeClone(model: string, names: CloneNames): BrokerSettings;
  /** Everything that is wrong with a clone that is to be, each with its field. @throws `broker_unknown` */
  checkClone(model: string, request: CloneRequest): Promise<readonly BrokerFault[]>;
  /** @throws `broker_unknown`, `broker_invalid` with the first field, `broker_exists` */
  clone(model: string, request: CloneRequest, actor?: ChangeActor): Promise<ClonedBroker>;
  /** Finds out whether a change is good, and changes nothing. @throws `broker_unknown`, `broker_invalid` */
  checkChange(brokerName: string, change: BrokerChange): Promise<void>;
  /**
   * Makes a new platform password. The old ones end after the overlap, and with them every token they bought.
   *
   * @param overlapSeconds - 0 ends the old ones now.
   * @throws `broker_unknown`
   */
  rotatePlatformPassword(brokerName: string, overlapSeconds: number, actor?: ChangeActor): Promise<MadePassword>;
  /** One more password for a while, for our own use; the others stay. @throws `broker_unknown` */
  lendPlatformPassword(brokerName: string, forSeconds: number, actor?: ChangeActor): Promise<MadePassword>;
  /** Ends one password now. @throws `broker_unknown` */
  revokePlatformPassword(brokerName: string, passwordId: string, actor?: ChangeActor): Promise<void>;
  /** Everything that traders were issued until now is worth nothing. @throws `broker_unknown`, `broker_changed` */
  endAllSessions(brokerName: string, actor?: ChangeActor): Promise<void>;
  /** Seals the manager's password with the current key. @returns Whether an older key had sealed it. */
  resealSecrets(brokerName: string): Promise<boolean>;
  /** @returns The passwords that work now. */
  livePasswords(broker: Broker): readonly PlatformPassword[];
  readonly passwordCheck: PlatformPasswordCheck;
}

export interface RevisionedUpdate extends UpdateOptions {
  /** Of the white label as whoever changes it saw it. */
  readonly expectedRevision?: number | undefined;
}

export function createBrokers(dependencies: BrokersDependencies): Brokers {
  const { store, clock, hasher, log } = dependencies;
  const directory = createBrokerDirectory();
  const livePasswords = (broker: Broker) =>
    broker.platformPasswords.filter(({ expiresAtMs }) => expiresAtMs === null || clock.nowMs() < expiresAtMs);
  const keeper = keepRefreshed({ store, directory, log });

  function get(brokerName: string): Broker {
    const broker = directory.find(brokerName);
    if (!broker) throw new BridgeError('broker_unknown', { field: brokerName });
    return broker;
  }

  /** Every change is seen by its own process before it is answered. */
  async function andRefresh<Result>(change: Promise<Result>): Promise<Result> {
    const result = await change;
    await keeper.refresh();
    return result;
  }

  return {
    start: keeper.start,
    stop: keeper.stop,
    refresh: keeper.refresh,
    identify: (places) => identifyBroker(directory, places),
    isHostOfBroker: (host) => directory.findByHost(host.toLowerCase()) !== undefined,
    find: directory.find,
    get,
    list: directory.list,
    listCrms: directory.listCrms,
    addCrm: (crm) => andRefresh(store.addCrm(crm)),
    settingsOf: (brokerName) => settingsOf(get(brokerName)),
    snapshotOf: (brokerName) => snapshotOf(get(brokerName)),
    compareSettings: (one, other) => compareSettings(get(one), get(other)),
    add: (broker, actor) => andRefresh(addBroker(dependencies, directory, broker, actor)),
    async update(brokerName, change, { expectedRevision, ...options } = {}) {
      const updated =
        expectedRevision === undefined
          ? updateBroker(dependencies, get(brokerName), change, options)
          : updateFrom(
              dependencies,
              { get, refresh: keeper.refresh },
              { brokerName, expectedRevision },
              change,
              options,
            );
      await andRefresh(updated);
      return get(brokerName);
    },
    async create(draft, actor) {
      await andRefresh(createBroker(dependencies, directory, draft, actor));
      return get(draft.brokerName);
    },
    checkNew: (draft) => faultsOfNew(dependencies, directory, draft),
    check: async (brokerName, change) => faultsOfChange(dependencies, directory, get(brokerName), change),
    previewChange: (brokerName, change) => previewChange(dependencies, get(brokerName), change),
    search: (search) => searchBrokers(directory.list(), search),
    describeClone: (model, names) => describeClone(get(model), names),
    checkClone: async (model, request) => faultsOfNew(dependencies, directory, draftClone(get(model), request).draft),
    async clone(model, request, actor) {
      const { draft, ...secrets } = draftClone(get(model), request);
      await andRefresh(createBroker(dependencies, directory, draft, actor));
      return { broker: get(draft.brokerName), ...secrets };
    },
    async checkChange(brokerName, change) {
      await changeBroker(dependencies, get(brokerName), change);
    },
    async rotatePlatformPassword(brokerName, overlapSeconds, actor) {
      return andRefresh(rotatePlatformPassword(dependencies, get(brokerName), overlapSeconds, actor));
    },
    async lendPlatformPassword(brokerName, forSeconds, actor) {
      return andRefresh(lendPlatformPassword(dependencies, get(brokerName), forSeconds, actor));
    },
    async revokePlatformPassword(brokerName, passwordId, actor) {
      await andRefresh(store.dropPlatformPassword(get(brokerName).brokerName, passwordId, { actor }));
    },
    async endAllSessions(brokerName, actor) {
      // What another process changed a moment ago does not stand in the way.
      await keeper.refresh();
      await andRefresh(endAllSessions(dependencies, get(brokerName), actor));
    },
    resealSecrets: async (brokerName) => andRefresh(resealBroker(dependencies, get(brokerName))),
    livePasswords,
    passwordCheck: createPlatformPasswordCheck(hasher, livePasswords),
  };
}
