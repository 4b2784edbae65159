import { pageOf } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { getRegistration, getRegistrations, postDecision, postRegistrations } from './registration-actions.ts';
import * as schemas from './schemas.ts';
import { REGISTRATION_FIELDS } from './shown-registration.ts';

const personalData = { kind: 'person', resource: 'developer-registrations', fields: REGISTRATION_FIELDS } as const;
const tag = 'Developer registrations';
const reading = { tag, scope: 'developer-registrations:read', keys: 'secret', personalData } as const;
const writing = { ...reading, scope: 'developer-registrations:write' } as const;
const ofOne = { params: schemas.registrationParams, query: noFields, body: noFields };

export function developerRegistrationRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...writing,
      operationId: 'registerDeveloper',
      method: 'POST',
      path: '/developer-registrations',
      summary: 'Ask for test keys',
      description:
        'A publishable key will do, so that the form can stand on a page; who sends it says it of themselves then, and needs no privacy headers. Staff decides.',
      keys: 'any',
      request: { params: noFields, query: noFields, body: schemas.newRegistration },
      response: { status: 201, schema: schemas.receipt, description: 'It waits for a decision' },
      errors: [],
      handle: postRegistrations(dependencies),
    },
    {
      ...reading,
      operationId: 'listDeveloperRegistrations',
      method: 'GET',
      path: '/developer-registrations',
      summary: 'Who asked for test keys; the newest first',
      request: { params: noFields, query: schemas.registrationQuery, body: noFields },
      response: { status: 200, schema: pageOf(schemas.shownRegistration), description: 'A page of registrations' },
      errors: [],
      handle: getRegistrations(dependencies),
    },
    {
      ...reading,
      operationId: 'getDeveloperRegistration',
      method: 'GET',
      path: '/developer-registrations/:registrationId',
      summary: 'Get a registration',
      request: ofOne,
      response: { status: 200, schema: schemas.shownRegistration, description: 'The registration' },
      errors: ['registration_unknown'],
      handle: getRegistration(dependencies),
    },
    {
      ...writing,
      operationId: 'decideDeveloperRegistration',
      method: 'POST',
      path: '/developer-registrations/:registrationId/decision',
      summary: 'Approve or refuse a registration',
      description:
        'Once. An approval answers with a pair of test keys, which are not shown again; in the production environment there are none, and it is refused.',
      request: { ...ofOne, body: schemas.newDecision },
      response: { status: 200, schema: schemas.decidedRegistration, description: 'The registration, and its keys' },
      errors: ['registration_unknown', 'registration_decided', 'uat_keys_elsewhere'],
      handle: postDecision(dependencies),
    },
  ];
}
