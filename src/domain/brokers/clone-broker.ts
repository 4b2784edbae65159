import { newSecret } from '../../lib/secrets.ts';
import type { NewBroker } from './add-broker.ts';
import type { Broker } from './broker.ts';
import { type BrokerSettings, writtenSettings } from './settings-of.ts';
import { snapshotOf } from './snapshot-of.ts';

/** What a clone cannot have from its model. */
export interface CloneNames {
  readonly brokerName: string;
  /** The model's where it is left out. */
  readonly displayName?: string | undefined;
  /** The model's where it is left out. */
  readonly brokerCrmName?: string | undefined;
  /** None where it is left out, for a host belongs to one white label. */
  readonly hosts?: readonly string[] | undefined;
  /** As the model where it is left out. */
  readonly enabled?: boolean | undefined;
}

export interface CloneRequest extends CloneNames {
  /** The model's where it is left out. */
  readonly managerLogin?: number | undefined;
  readonly managerPassword: string;
  /** Made where it is left out and the model has a cashier that uses one. */
  readonly cashierSecret?: string | undefined;
}

/** Secrets that were made; they are not shown again. */
export interface ClonedBroker {
  readonly broker: Broker;
  readonly platformPassword: string;
  /** `null` where there is none, or it was given. */
  readonly cashierSecret: string | null;
}

/** @returns What a clone would be set to, as the seed file writes it, without its secrets. */
export function describeClone(model: Broker, names: CloneNames): BrokerSettings {
  return writtenSettings({ ...snapshotOf(model), ...namesOf(model, names) });
}

/** @returns The clone with its secrets, as it is to be added. */
export function draftClone(model: Broker, request: CloneRequest) {
  const { sessionsEndedAtMs: _ended, platform, payments, ...settings } = snapshotOf(model);
  const { managerLogin = platform.managerLogin, managerPassword, cashierSecret } = request;
  const { cashier } = payments;
  const secret = cashierSecret ?? newSecret(32);
  const platformPassword = newSecret();
  const draft: NewBroker = {
    ...{ ...settings, ...namesOf(model, request), platformPassword },
    platform: { ...platform, managerLogin, managerPassword },
    payments: { ...payments, cashier: cashier.kind === 'redirect' ? { ...cashier, secret } : cashier },
  };
  const isMade = cashier.kind === 'redirect' && cashierSecret === undefined;
  return { draft, platformPassword, cashierSecret: isMade ? secret : null };
}

function namesOf(model: Broker, names: CloneNames) {
  const { brokerName, displayName = model.displayName, brokerCrmName = model.brokerCrmName } = names;
  const { hosts = [], enabled = model.enabled } = names;
  // A white label of a broker on another CRM is none of this one's.
  const whiteLabelOf = brokerCrmName === model.brokerCrmName ? model.whiteLabelOf : null;
  return { brokerName, displayName, brokerCrmName, whiteLabelOf, hosts, enabled };
}
