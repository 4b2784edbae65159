import type { Broker } from '../../../domain/brokers/broker.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { etagOf } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { actorOf, refuseAny, secretChange, settingsMade, targetOf } from '../white-labels/change-white-label.ts';
import type { NewBroker } from '../white-labels/new-white-label-kit.ts';
import { showWhiteLabel } from '../white-labels/show-white-label.ts';
import { checkedClone, clonedWhiteLabel, cloneRequest } from './schemas.ts';

type CloneRequest = Parameters<Brokers['clone']>[1];

const described = {
  method: 'POST',
  tag: 'White labels',
  request: { params: ofWhiteLabel, query: noFields, body: cloneRequest },
} as const;

export interface CloneOperations {
  readonly checkClone: StaffOperation;
  readonly cloneWhiteLabel: StaffOperation;
}

/** A new white label with the settings of another; both have to be in reach, and all of the new one's CRM. */
export function cloneOperations(dependencies: AdminDependencies): CloneOperations {
  const permission = 'white-labels:create';
  return {
    checkClone: {
      ...described,
      operationId: 'checkClone',
      path: '/white-labels/:brokerName/clone/check',
      summary: 'Everything that is wrong with a clone that is to be',
      description: 'Changes nothing.',
      access: { kind: 'crm', permission, stepUp: false },
      effect: { kind: 'read' },
      response: { status: 200, schema: checkedClone, description: 'Each fault with its field' },
      errors: ['white_label_unknown'],
      handle: async (call) => check(dependencies, call),
    },
    cloneWhiteLabel: {
      ...described,
      operationId: 'cloneWhiteLabel',
      path: '/white-labels/:brokerName/clone',
      summary: 'Create a white label with the settings of another',
      description:
        'All settings are copied, but names and hosts. Secrets are made anew; clients, API keys, webhooks, traders and staff are not copied.',
      access: { kind: 'crm', permission, stepUp: true },
      effect: { kind: 'change', action: 'white-label.clone' },
      response: { status: 201, schema: clonedWhiteLabel, description: 'The new white label with its secrets' },
      errors: ['white_label_unknown', 'broker_invalid', 'broker_exists'],
      handle: async (call) => clone(dependencies, call),
    },
  };
}

/** @throws `white_label_unknown` of one out of reach too */
function modelOf({ brokers }: AdminDependencies, { params, reaches }: StaffCall): Broker {
  const model = brokers.find(String(params.brokerName));
  if (!model || !reaches(model)) throw new BridgeError('white_label_unknown');
  return model;
}

async function check(dependencies: AdminDependencies, call: StaffCall): Promise<AdminReply> {
  const { brokers } = dependencies;
  const model = modelOf(dependencies, call);
  const request = requestOf(call);
  const faults = await brokers.checkClone(model.brokerName, request);
  return {
    body: {
      ...{ id: request.brokerName, isGood: faults.length === 0 },
      faults: faults.map(({ field, reason }) => ({ field: asEntered(field), reason })),
    },
  };
}

async function clone(dependencies: AdminDependencies, call: StaffCall): Promise<AdminReply> {
  const { brokers, newWhiteLabel } = dependencies;
  const { member, reaches } = call;
  const model = modelOf(dependencies, call);
  const request = requestOf(call);
  const faults = await brokers.checkClone(model.brokerName, request);
  refuseAny(faults.map(({ field, reason }) => ({ field: asEntered(field), reason })));
  const { broker, platformPassword, cashierSecret } = await brokers.clone(model.brokerName, request, actorOf(member));
  await newWhiteLabel.introduce(introduced(broker, { ...request, platformPassword, cashierSecret }));
  const shown = showWhiteLabel(brokers, broker, reaches);
  const secrets = [
    'platformPassword',
    'platform.managerPassword',
    ...(cashierSecret ? ['payments.cashier.secret'] : []),
  ];
  const changes = [
    ...settingsMade(brokers, broker.brokerName),
    ...secrets.map((field) => ({ ...secretChange(field), before: null })),
  ];
  return {
    body: { ...shown, platformPassword, cashierSecret },
    etag: etagOf(shown),
    // The model may be of a CRM of which whoever reads this log knows nothing.
    changed: [{ brokerName: broker.brokerName, target: targetOf(broker), changes }],
  };
}

/** A copy is off until somebody says otherwise: nobody is to sign in where nothing was looked at yet. */
function requestOf({ body }: StaffCall): CloneRequest {
  return { enabled: false, ...(body as object) } as CloneRequest;
}

/** The connection's password and login stand at the top of a request. */
function asEntered(field: string): string {
  return field === 'platform.managerPassword' || field === 'platform.managerLogin'
    ? field.slice('platform.'.length)
    : field;
}

interface CloneSecrets {
  readonly managerPassword: string;
  readonly platformPassword: string;
  readonly cashierSecret: string | null;
}

/** What the sandbox's platform is told of it. */
function introduced(broker: Broker, { managerPassword, platformPassword, cashierSecret }: CloneSecrets): NewBroker {
  const { cashier, ...limits } = broker.payments;
  const given = cashier.kind === 'redirect' ? { ...cashier, secret: cashierSecret ?? '' } : cashier;
  return {
    ...broker,
    platformPassword,
    platform: { ...broker.platform, managerPassword },
    payments: { ...limits, cashier: given },
  };
}
