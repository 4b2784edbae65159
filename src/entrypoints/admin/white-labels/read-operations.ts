import { etagOf } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import { findCrms, findWhiteLabels } from './find-white-labels.ts';
import { previewAddress, type TemplateKind } from './sample-addresses.ts';
import {
  addressPreview,
  changesSince,
  crmList,
  listQuery,
  previewQuery,
  shownWhiteLabel,
  sinceQuery,
  whiteLabelPage,
} from './schemas.ts';
import { showWhiteLabel } from './show-white-label.ts';

const tag = 'White labels';
const ofNothing = { params: noFields, query: noFields, body: noFields };
const ofOne = { params: ofWhiteLabel, query: noFields, body: noFields };
const described = { method: 'GET', tag, effect: { kind: 'read' }, errors: [] } as const;
const permission = 'white-labels:read';

export interface WhiteLabelReading {
  readonly listCrms: StaffOperation;
  readonly listWhiteLabels: StaffOperation;
  readonly getWhiteLabel: WhiteLabelOperation;
  readonly getChangesSince: WhiteLabelOperation;
  readonly previewAddress: WhiteLabelOperation;
}

export function readOperations(dependencies: AdminDependencies): WhiteLabelReading {
  return { ...listOperations(dependencies), ...oneOperations(dependencies) };
}

function listOperations({ brokers }: AdminDependencies): Pick<WhiteLabelReading, 'listCrms' | 'listWhiteLabels'> {
  const access = { kind: 'reach', permission, stepUp: false } as const;
  return {
    listCrms: {
      ...described,
      operationId: 'listCrms',
      path: '/crms',
      summary: 'The CRMs of which anything is in your reach',
      access,
      request: ofNothing,
      response: { status: 200, schema: crmList, description: 'All of them' },
      handle: async ({ reaches }) => ({ body: { items: findCrms(brokers, reaches) } }),
    },
    listWhiteLabels: {
      ...described,
      operationId: 'listWhiteLabels',
      path: '/white-labels',
      summary: 'The white labels in your reach, by name',
      access,
      request: { ...ofNothing, query: listQuery },
      response: { status: 200, schema: whiteLabelPage, description: 'A page of them' },
      handle: async (call) => ({ body: findWhiteLabels(brokers, call) }),
    },
  };
}

function oneOperations({
  brokers,
  brokerHistory,
}: AdminDependencies): Pick<WhiteLabelReading, 'getWhiteLabel' | 'getChangesSince' | 'previewAddress'> {
  const access = { kind: 'white-label', permission, stepUp: false } as const;
  return {
    getWhiteLabel: {
      ...described,
      operationId: 'getWhiteLabel',
      path: '/white-labels/:brokerName',
      summary: 'A white label with its settings',
      access,
      request: ofOne,
      response: { status: 200, schema: shownWhiteLabel, description: 'The white label; its `ETag` is for `If-Match`' },
      handle: async ({ broker, reaches }) => {
        const shown = showWhiteLabel(brokers, broker, reaches);
        return { body: shown, etag: etagOf(shown) };
      },
    },
    getChangesSince: {
      ...described,
      operationId: 'getChangesSince',
      path: '/white-labels/:brokerName/changes',
      summary: 'What others changed since you looked',
      description: 'For who was refused with `broker_changed_meanwhile`.',
      access,
      request: { ...ofOne, query: sinceQuery },
      response: { status: 200, schema: changesSince, description: 'Empty where nothing is different any more' },
      errors: ['broker_revision_unknown'],
      handle: async ({ broker, query }) => {
        const { brokerName } = broker;
        const changes = await brokerHistory.changesSince(brokerName, Number(query.revision));
        return { body: { id: brokerName, revision: brokers.get(brokerName).revision, changes } };
      },
    },
    previewAddress: {
      ...described,
      operationId: 'previewAddress',
      path: '/white-labels/:brokerName/address-preview',
      summary: 'What a template becomes, with sample values',
      description: 'Filled in by what makes the real addresses.',
      access,
      request: { ...ofOne, query: previewQuery },
      response: { status: 200, schema: addressPreview, description: 'The address, or what is wrong with the template' },
      handle: async ({ broker, query }) => {
        const preview = previewAddress(broker, String(query.template), query.kind as TemplateKind);
        return { body: { id: broker.brokerName, ...preview } };
      },
    },
  };
}
