import joi from 'joi';
import type { KycCase, KycState } from '../../../domain/kyc/kyc-case.ts';
import type { KycCasePlace } from '../../../domain/kyc/kyc-search.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { etagOf } from '../../../http/etags.ts';
import { decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelOperation } from '../admin-operation.ts';
import { reachedNames, seenOf } from '../reached-names.ts';
import { noFields } from '../schemas.ts';
import { getUser } from '../users/get-user.ts';
import { casePage, caseQuery, ofCase, ofDocument, openedDocument, wholeCase } from './schemas.ts';
import { showCase, showDocument } from './show-case.ts';

const described = { method: 'GET', tag: 'KYC' } as const;
const reading = { permission: 'kyc:read', stepUp: false } as const;
const look = { kind: 'look', resource: 'kyc' } as const;

const place = joi.object({
  submittedAtMs: joi.number().integer().required(),
  brokerName: joi.string().max(100).required(),
  userId: joi.string().max(100).required(),
});

export interface KycReading {
  readonly search: StaffOperation;
  readonly get: WhiteLabelOperation;
  readonly openDocument: WhiteLabelOperation;
}

export function kycReads(dependencies: AdminDependencies): KycReading {
  return { search: search(dependencies), get: get(dependencies), openDocument: openDocument(dependencies) };
}

function search({ kyc, users, brokers }: AdminDependencies): StaffOperation {
  return {
    ...described,
    operationId: 'searchKycCases',
    path: '/kyc/cases',
    summary: 'Cases at all white labels in your reach; those that wait longest first',
    access: { kind: 'reach', ...reading },
    effect: { ...look, action: 'kyc.search', fields: ['email', 'state'] },
    request: { params: noFields, query: caseQuery, body: noFields },
    response: { status: 200, schema: casePage, description: 'A page of them' },
    errors: [],
    async handle(call) {
      const limit = Number(call.query.limit);
      const found = await kyc.search({
        ...{ brokerNames: reachedNames(brokers, call), state: call.query.state as KycState, limit: limit + 1 },
        after: decodeCursor<KycCasePlace>(call.query.cursor, place),
      });
      const named = await Promise.all(found.map((one) => withEmail(users, one)));
      const show = ({ email, ...one }: NamedCase) => ({ ...showCase(one), email });
      return { body: toPage(named, limit, show, placeOf), seen: seenOf(found.slice(0, limit)) };
    },
  };
}

type NamedCase = KycCase & { readonly email: string | null };

/** An id alone tells a reviewer nothing. */
async function withEmail(users: AdminDependencies['users'], found: KycCase): Promise<NamedCase> {
  const user = await users.findAnyById(found.brokerName, found.userId);
  return { ...found, email: user?.email ?? null };
}

function placeOf({ submittedAtMs, brokerName, userId }: KycCase): KycCasePlace {
  return { submittedAtMs, brokerName, userId };
}

function get({ kyc, users }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'getKycCase',
    path: '/white-labels/:brokerName/kyc/cases/:userId',
    summary: 'A case with its documents, without what they hold',
    access: { kind: 'white-label', ...reading },
    effect: { ...look, action: 'kyc.view', fields: ['email', 'firstName', 'lastName', 'state', 'documents'] },
    request: { params: ofCase, query: noFields, body: noFields },
    response: { status: 200, schema: wholeCase, description: 'The case; its `ETag` is for `If-Match`' },
    errors: ['user_unknown', 'kyc_case_unknown'],
    async handle({ broker, params }) {
      const { id, email, firstName, lastName, disabledAtMs } = await getUser(users, broker, params.userId);
      const found = await kyc.find(broker, id);
      if (!found) throw new BridgeError('kyc_case_unknown');
      const documents = await kyc.listDocuments(broker, id);
      const user = { email, firstName, lastName, enabled: disabledAtMs === null };
      return {
        body: { ...showCase(found), user, documents: documents.map(showDocument) },
        etag: etagOf(found),
        seen: seenOf([found]),
      };
    },
  };
}

function openDocument({ kyc }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'openKycDocument',
    path: '/white-labels/:brokerName/kyc/documents/:documentId',
    summary: 'What a document holds',
    access: { kind: 'white-label', ...reading },
    effect: { ...look, action: 'kyc.open-document', fields: ['document'] },
    request: { params: ofDocument, query: noFields, body: noFields },
    response: { status: 200, schema: openedDocument, description: 'The document, opened for this answer alone' },
    errors: ['kyc_document_unknown'],
    async handle({ broker, params }) {
      const { content, ...document } = await kyc.readDocument(broker, String(params.documentId));
      return { body: { ...showDocument(document), content: content.toString('base64') }, seen: seenOf([document]) };
    },
  };
}
