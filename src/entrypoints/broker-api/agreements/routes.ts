import { BridgeError } from '../../../errors/bridge-error.ts';
import { pageOf, pageOfAll, pageQuery } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { postAgreements } from './post-agreements.ts';
import * as schemas from './schemas.ts';
import { showAgreementVersions } from './show-agreement-versions.ts';
import { getUserAgreements, postUserAgreements } from './user-agreements.ts';

/** Titles and addresses in many languages. */
const MAX_BODY_BYTES = 64 * 1024;

const SETTINGS = { kind: 'none', because: 'these are settings of the white label' } as const;
const SIGNATURES = { kind: 'person', resource: 'agreements', fields: ['outstanding', 'signed'] } as const;

export function agreementRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [...settingRoutes(dependencies), ...userRoutes(dependencies)];
}

function settingRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  const { agreements } = dependencies;
  return [
    {
      operationId: 'listAgreements',
      method: 'GET',
      path: '/agreements',
      tag: 'Agreements',
      summary: 'What traders have to agree to, in all versions',
      scope: 'agreements:read',
      keys: 'any',
      personalData: SETTINGS,
      request: { params: noFields, query: pageQuery, body: noFields },
      response: { status: 200, schema: pageOf(schemas.shownAgreement), description: 'A page of agreements' },
      errors: [],
      handle: async ({ broker, query }) => ({
        body: pageOfAll(showAgreementVersions(agreements.list(broker)), query, (shown) => shown),
      }),
    },
    {
      operationId: 'publishAgreement',
      method: 'POST',
      path: '/agreements',
      tag: 'Agreements',
      summary: 'Publish a version of an agreement, or withdraw the agreement',
      description:
        'In force is the version with the latest date that has come. Whoever has not signed it is stopped at sign-up, at in-app screens and at the authorization of apps. What was published is never changed: the same once more changes nothing, another content under the same version is refused.',
      scope: 'agreements:write',
      keys: 'secret',
      personalData: SETTINGS,
      request: { params: noFields, query: noFields, body: schemas.newVersion },
      maxBodyBytes: MAX_BODY_BYTES,
      response: { status: 201, schema: schemas.shownAgreement, description: 'The agreement with all its versions' },
      errors: ['agreement_invalid', 'agreement_exists', 'broker_changed'],
      handle: postAgreements(dependencies),
    },
    {
      operationId: 'getAgreement',
      method: 'GET',
      path: '/agreements/:agreementId',
      tag: 'Agreements',
      summary: 'One agreement with its versions',
      scope: 'agreements:read',
      keys: 'any',
      personalData: SETTINGS,
      request: { params: schemas.agreementParams, query: noFields, body: noFields },
      response: { status: 200, schema: schemas.shownAgreement, description: 'The agreement' },
      errors: ['agreement_unknown'],
      async handle({ broker, params }) {
        const shown = showAgreementVersions(agreements.list(broker)).find(({ id }) => id === params.agreementId);
        if (!shown) throw new BridgeError('agreement_unknown');
        return { body: shown };
      },
    },
  ];
}

function userRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'getUserAgreements',
      method: 'GET',
      path: '/users/:userId/agreements',
      tag: 'Agreements',
      summary: 'What a trader has to sign, and has signed',
      scope: 'agreements:read',
      keys: 'secret',
      personalData: SIGNATURES,
      request: { params: schemas.userParams, query: schemas.languageQuery, body: noFields },
      response: { status: 200, schema: schemas.shownUserAgreements, description: 'Both lists, whole' },
      errors: ['user_unknown'],
      handle: getUserAgreements(dependencies),
    },
    {
      operationId: 'signAgreement',
      method: 'POST',
      path: '/users/:userId/agreements',
      tag: 'Agreements',
      summary: 'Note that a trader has signed a version in your own system',
      description:
        'Show the trader what `GET` lists as outstanding, and send its `textSha256`. A version that is still to come can be signed too. The first signature of a version counts; signing again answers with it.',
      scope: 'agreements:write',
      keys: 'secret',
      personalData: SIGNATURES,
      request: { params: schemas.userParams, query: noFields, body: schemas.newSignature },
      response: { status: 201, schema: schemas.shownSignature, description: 'The signature that counts' },
      errors: ['user_unknown', 'agreement_unknown', 'agreement_changed'],
      handle: postUserAgreements(dependencies),
    },
  ];
}
