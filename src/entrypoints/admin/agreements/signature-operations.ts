import type { Signature } from '../../../domain/agreements/signature.ts';
import { decodeCursor, toPage } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import {
  exportedSignatures,
  exportQuery,
  ofVersion,
  signaturePage,
  signaturePlace,
  signatureQuery,
} from './schemas.ts';
import { showSignature } from './show-agreements.ts';

const tag = 'Agreements';
const PATH = '/white-labels/:brokerName/agreements/:agreementId/versions/:version/signatures';
const access = { kind: 'white-label', permission: 'agreements:read', stepUp: false } as const;
/** What of a signature is told. */
export const SIGNATURE_FIELDS = [
  'signedAt',
  'language',
  'textSha256',
  'address',
  'userAgent',
  'apiKeyId',
  'reportedAt',
] as const;
const resource = 'agreement-signatures';

type Place = Pick<Signature, 'signedAtMs' | 'userId'>;

export interface SignatureOperations {
  readonly listSignatures: WhiteLabelOperation;
  readonly exportSignatures: WhiteLabelOperation;
}

export function signatureOperations({ agreements }: AdminDependencies): SignatureOperations {
  return {
    listSignatures: {
      ...{ operationId: 'listAgreementSignatures', method: 'GET', path: PATH, tag },
      summary: 'Who signed a version of an agreement; the latest first',
      access,
      effect: { kind: 'look', action: 'agreement-signature.look', resource, fields: SIGNATURE_FIELDS },
      request: { params: ofVersion, query: signatureQuery, body: noFields },
      response: { status: 200, schema: signaturePage, description: 'A page of signatures' },
      errors: [],
      async handle({ broker, params, query }) {
        const limit = Number(query.limit);
        const after = decodeCursor<Place>(query.cursor, signaturePlace);
        const found = await agreements.listSignatures(broker, { ...versionOf(params), after, limit: limit + 1 });
        const page = toPage(found, limit, showSignature, ({ signedAtMs, userId }) => ({ signedAtMs, userId }));
        return { body: page, seen: [seenOf(broker.brokerName, found.slice(0, limit))] };
      },
    },
    exportSignatures: {
      ...{ operationId: 'exportAgreementSignatures', method: 'GET', path: `${PATH}/export`, tag },
      summary: 'The same in one answer, the latest first; 10,000 at the most',
      access,
      effect: { kind: 'look', action: 'agreement-signature.export', resource, fields: SIGNATURE_FIELDS },
      request: { params: ofVersion, query: exportQuery, body: noFields },
      response: { status: 200, schema: exportedSignatures, description: 'All of them, or the latest' },
      errors: [],
      async handle({ broker, params, query }) {
        const { agreementId, version } = versionOf(params);
        const before = query.before === undefined ? undefined : new Date(String(query.before)).getTime();
        const after = before === undefined ? undefined : { signedAtMs: before, userId: '' };
        const limit = Number(query.limit);
        const found = await agreements.listSignatures(broker, { agreementId, version, after, limit: limit + 1 });
        const signatures = found.slice(0, limit);
        const isMore = found.length > limit;
        const body = { id: agreementId, version, items: signatures.map(showSignature), isMore };
        return { body, seen: [seenOf(broker.brokerName, signatures)] };
      },
    },
  };
}

function versionOf(params: Readonly<Record<string, unknown>>) {
  return { agreementId: String(params.agreementId), version: String(params.version) };
}

function seenOf(brokerName: string, signatures: readonly Signature[]) {
  return { brokerName, personIds: signatures.map(({ userId }) => userId) };
}
