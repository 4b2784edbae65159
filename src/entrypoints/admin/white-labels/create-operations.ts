import { etagOf } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { actorOf, refuseAny, secretChange, settingsMade, targetOf } from './change-white-label.ts';
import { findCrms } from './find-white-labels.ts';
import {
  checkedWhiteLabel,
  createdWhiteLabel,
  newPlatformTrial,
  newWhiteLabel,
  newWhiteLabelDescription,
} from './new-schemas.ts';
import { checkedDraftOf, draftOf, faultsOfDraft } from './new-white-label.ts';
import { sayTrial } from './say-trial.ts';
import { trialOutcome } from './schemas.ts';
import { showWhiteLabel } from './show-white-label.ts';

const MAX_BODY_BYTES = 3 * 1024 * 1024;
const tag = 'White labels';
const permission = 'white-labels:create';
const ofNothing = { params: noFields, query: noFields, body: noFields };

export interface WhiteLabelCreation {
  readonly describeNewWhiteLabel: StaffOperation;
  readonly checkWhiteLabel: StaffOperation;
  readonly createWhiteLabel: StaffOperation;
  readonly testNewPlatform: StaffOperation;
}

export function createWhiteLabelOperations(dependencies: AdminDependencies): WhiteLabelCreation {
  const described = { method: 'POST', tag, maxBodyBytes: MAX_BODY_BYTES } as const;
  return {
    describeNewWhiteLabel: {
      operationId: 'describeNewWhiteLabel',
      method: 'GET',
      path: '/new-white-label',
      tag,
      summary: 'How a new white label begins',
      access: { kind: 'reach', permission, stepUp: false },
      effect: { kind: 'read' },
      request: ofNothing,
      response: { status: 200, schema: newWhiteLabelDescription, description: 'Defaults, and the CRMs it can be of' },
      errors: [],
      handle: async (call) => ({ body: describeNew(dependencies, call) }),
    },
    checkWhiteLabel: {
      ...described,
      operationId: 'checkWhiteLabel',
      path: '/new-white-label/check',
      summary: 'Everything that is wrong with a white label that is to be',
      description: 'Changes nothing. What is left out is as `describeNewWhiteLabel` says.',
      access: { kind: 'crm', permission, stepUp: false },
      effect: { kind: 'read' },
      request: { ...ofNothing, body: newWhiteLabel },
      response: { status: 200, schema: checkedWhiteLabel, description: 'Each fault with its field' },
      errors: [],
      handle: async (call) => ({ body: await check(dependencies, call) }),
    },
    createWhiteLabel: {
      ...described,
      operationId: 'createWhiteLabel',
      path: '/white-labels',
      summary: 'Create a white label',
      description: 'It can be used at once. What is left out is as `describeNewWhiteLabel` says.',
      access: { kind: 'crm', permission, stepUp: true },
      effect: { kind: 'change', action: 'white-label.create' },
      request: { ...ofNothing, body: newWhiteLabel },
      response: { status: 201, schema: createdWhiteLabel, description: 'The white label with its secrets' },
      errors: ['broker_invalid', 'broker_exists'],
      handle: async (call) => create(dependencies, call),
    },
    testNewPlatform: {
      ...described,
      operationId: 'testNewPlatform',
      path: '/new-white-label/test-platform',
      summary: 'Try a connection to a trading platform before there is a white label',
      description: 'Buys a manager’s token (call 3.1) once.',
      access: { kind: 'crm', permission, stepUp: true },
      effect: { kind: 'change', action: 'platform.test' },
      request: { ...ofNothing, body: newPlatformTrial },
      response: { status: 200, schema: trialOutcome, description: 'Whether it works, and if not, why' },
      errors: ['broker_invalid'],
      handle: async (call) => tryNewPlatform(dependencies, call),
    },
  };
}

function describeNew(
  { brokers, newWhiteLabel: { defaults, languages, offerSandboxSettings } }: AdminDependencies,
  call: StaffCall,
) {
  const { platformPassword: _password, platform, ...settings } = defaults;
  const { managerPassword: _managerPassword, ...connection } = platform;
  return {
    id: 'new-white-label',
    defaults: { ...settings, platform: connection },
    languages,
    sandbox: offerSandboxSettings?.() ?? null,
    crms: findCrms(brokers, call.reaches)
      .filter(({ isWhole }) => isWhole)
      .map(({ id, displayName }) => ({ id, displayName })),
  };
}

async function check(dependencies: AdminDependencies, { body, reaches }: StaffCall) {
  const drafted = checkedDraftOf(dependencies, body);
  const faults = await faultsOfDraft(dependencies, drafted, reaches);
  return {
    ...{ id: drafted.draft.brokerName, isGood: faults.length === 0 },
    faults: faults.map(({ field, reason = 'is not good' }) => ({ field, reason })),
  };
}

async function create(dependencies: AdminDependencies, { body, member, reaches }: StaffCall): Promise<AdminReply> {
  const { brokers, newWhiteLabel: kit } = dependencies;
  const drafted = draftOf(dependencies, body);
  const { draft, cashierSecret } = drafted;
  refuseAny(await faultsOfDraft(dependencies, drafted, reaches));
  const broker = await brokers.create(draft, actorOf(member));
  await kit.introduce(draft);
  const shown = showWhiteLabel(brokers, broker, reaches);
  const secrets = ['platformPassword', 'platform.managerPassword', ...(cashierSecret === null ? [] : [CASHIER_SECRET])];
  const changes = [
    ...settingsMade(brokers, broker.brokerName),
    ...secrets.map((field) => ({ ...secretChange(field), before: null })),
  ];
  return {
    body: { ...shown, platformPassword: draft.platformPassword, cashierSecret },
    etag: etagOf(shown),
    changed: [{ brokerName: broker.brokerName, target: targetOf(broker), changes }],
  };
}

const CASHIER_SECRET = 'payments.cashier.secret';

async function tryNewPlatform(dependencies: AdminDependencies, { body }: StaffCall): Promise<AdminReply> {
  const { draft } = checkedDraftOf(dependencies, { platform: body.platform });
  const faults = await dependencies.brokers.checkNew(draft);
  refuseAny(faults.filter(({ field }) => field.startsWith('platform.')));
  const { baseUrl, managerLogin, managerPassword } = draft.platform;
  const password = { kind: 'entered', text: managerPassword } as const;
  const outcome = await dependencies.tryPlatform({ baseUrl, managerLogin, password });
  const works = outcome.kind === 'works';
  const message = sayTrial(outcome);
  const target = { type: 'platform', id: URL.parse(baseUrl)?.origin ?? '' };
  return {
    body: { id: 'new-white-label', works, failedAt: works ? null : outcome.at, message, tookMs: outcome.tookMs },
    changed: [{ brokerName: null, target, changes: [], reason: message }],
  };
}
