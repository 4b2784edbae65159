import joi from 'joi';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { decodeCursor, pageQuery, toPage } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields, ofWhiteLabel } from '../schemas.ts';
import {
  againstRevision,
  againstWhiteLabel,
  ofRevision,
  revisionPage,
  revisionsCompared,
  shownRevision,
  whiteLabelsCompared,
} from './schemas.ts';
import { showChanges, showRevision, showSnapshot } from './show-revision.ts';
import { type UndoOperations, undoOperations } from './undo-operations.ts';

const described = {
  method: 'GET',
  tag: 'White labels',
  access: { kind: 'white-label', permission: 'white-labels:read', stepUp: false },
  effect: { kind: 'read' },
} as const;

export interface HistoryOperations extends UndoOperations {
  readonly listRevisions: WhiteLabelOperation;
  readonly getRevision: WhiteLabelOperation;
  readonly compareRevisions: WhiteLabelOperation;
  readonly compareWhiteLabels: WhiteLabelOperation;
}

/** What white labels were set to, revision by revision; compared, and taken back. */
export function historyOperations(dependencies: AdminDependencies): HistoryOperations {
  return {
    ...revisionOperations(dependencies),
    ...comparisons(dependencies),
    ...undoOperations(dependencies),
  };
}

function revisionOperations(dependencies: AdminDependencies): Pick<HistoryOperations, 'listRevisions' | 'getRevision'> {
  return {
    listRevisions: {
      ...described,
      operationId: 'listRevisions',
      path: '/white-labels/:brokerName/revisions',
      summary: 'Who changed a white label, when, and which fields',
      description: 'The newest 200 are kept.',
      request: { params: ofWhiteLabel, query: pageQuery, body: noFields },
      response: { status: 200, schema: revisionPage, description: 'A page of them, the newest first' },
      errors: [],
      handle: async (call) => listRevisions(dependencies, call),
    },
    getRevision: {
      ...described,
      operationId: 'getRevision',
      path: '/white-labels/:brokerName/revisions/:revision',
      summary: 'One revision: what it changed, and what was set from then on',
      request: { params: ofRevision, query: noFields, body: noFields },
      response: { status: 200, schema: shownRevision, description: 'Without secrets' },
      errors: ['broker_revision_unknown'],
      handle: async (call) => getRevision(dependencies, call),
    },
  };
}

function comparisons({
  brokers,
  brokerHistory,
}: AdminDependencies): Pick<HistoryOperations, 'compareRevisions' | 'compareWhiteLabels'> {
  return {
    compareRevisions: {
      ...described,
      operationId: 'compareRevisions',
      path: '/white-labels/:brokerName/revisions/:revision/compare',
      summary: 'What is different in another revision',
      request: { params: ofRevision, query: againstRevision, body: noFields },
      response: { status: 200, schema: revisionsCompared, description: 'Field by field' },
      errors: ['broker_revision_unknown'],
      handle: async ({ broker, params, query, reaches }) => {
        const { brokerName } = broker;
        const [revision, other] = [Number(params.revision), Number(query.with)];
        const changes = await brokerHistory.compare(brokerName, revision, other);
        return { body: { id: brokerName, revision, with: other, changes: showChanges(changes, brokers, reaches) } };
      },
    },
    compareWhiteLabels: {
      ...described,
      operationId: 'compareWhiteLabels',
      path: '/white-labels/:brokerName/compare',
      summary: 'What is set otherwise in another white label',
      description: 'Names, secrets and clients are left out.',
      request: { params: ofWhiteLabel, query: againstWhiteLabel, body: noFields },
      response: { status: 200, schema: whiteLabelsCompared, description: 'Field by field' },
      errors: [],
      handle: async ({ broker, query, reaches }) => {
        const other = brokers.find(String(query.with));
        // What is out of reach is not there.
        if (!other || !reaches(other)) throw new BridgeError('white_label_unknown', { field: 'with' });
        const changes = brokers.compareSettings(broker.brokerName, other.brokerName);
        const body = { id: broker.brokerName, with: other.brokerName };
        return { body: { ...body, changes: showChanges(changes, brokers, reaches) } };
      },
    },
  };
}

async function listRevisions(
  { brokerHistory }: AdminDependencies,
  { broker, query }: WhiteLabelCall,
): Promise<AdminReply> {
  const before = decodeCursor<number>(query.cursor, joi.number().integer());
  const limit = Number(query.limit);
  const found = await brokerHistory.list(broker.brokerName, { before, limit: limit + 1 });
  return { body: toPage(found, limit, showRevision, ({ revision }) => revision) };
}

async function getRevision(
  { brokers, brokerHistory }: AdminDependencies,
  { broker, params, reaches }: WhiteLabelCall,
): Promise<AdminReply> {
  const { brokerName } = broker;
  const kept = await brokerHistory.get(brokerName, Number(params.revision));
  const [before] = await brokerHistory.list(brokerName, { before: kept.revision, limit: 1 });
  const changes = before ? await brokerHistory.compare(brokerName, before.revision, kept.revision) : [];
  return {
    body: {
      ...showRevision(kept),
      before: before?.revision ?? null,
      changes: showChanges(changes, brokers, reaches),
      settings: showSnapshot(kept, brokers, reaches),
    },
  };
}
