import { pageOf } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { getApplication, getApplications, postApplications, postTransitions } from './application-actions.ts';
import * as schemas from './schemas.ts';
import { APPLICATION_FIELDS } from './shown-application.ts';

const personalData = { kind: 'person', resource: 'applications', fields: APPLICATION_FIELDS } as const;
const reading = { tag: 'Applications', scope: 'applications:read', keys: 'secret', personalData } as const;
const writing = { ...reading, scope: 'applications:write' } as const;
const ofOne = { params: schemas.applicationParams, query: noFields, body: noFields };
const answer = (description: string) => ({ status: 200, schema: schemas.shownApplication, description }) as const;

/** Room for what an applicant is asked, and for the fields around it. */
const MAX_BODY_BYTES = 32 * 1024;

export function applicationRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...reading,
      operationId: 'getWorkflow',
      method: 'GET',
      path: '/applications/workflow',
      summary: 'The states of applications, and how they follow each other',
      personalData: { kind: 'none', because: 'these are settings of the white label' },
      request: { params: noFields, query: noFields, body: noFields },
      response: { status: 200, schema: schemas.shownWorkflow, description: 'The workflow' },
      errors: [],
      handle: async ({ broker: { brokerName, onboarding } }) => ({ body: { id: brokerName, ...onboarding } }),
    },
    {
      ...writing,
      operationId: 'createApplication',
      method: 'POST',
      path: '/applications',
      summary: 'Hand in the application of somebody who wants to become a trader',
      description:
        'It begins in the first initial state. Where the white label’s mode is `direct`, the applicant becomes a trader at once.',
      request: { params: noFields, query: noFields, body: schemas.newApplication },
      maxBodyBytes: MAX_BODY_BYTES,
      response: { status: 201, schema: schemas.shownApplication, description: 'The application' },
      errors: ['email_relay_refused', 'email_taken'],
      handle: postApplications(dependencies),
    },
    {
      ...reading,
      operationId: 'listApplications',
      method: 'GET',
      path: '/applications',
      summary: 'Find applications; the newest first',
      request: { params: noFields, query: schemas.applicationQuery, body: noFields },
      response: { status: 200, schema: pageOf(schemas.shownApplication), description: 'A page of applications' },
      errors: [],
      handle: getApplications(dependencies),
    },
    {
      ...reading,
      operationId: 'getApplication',
      method: 'GET',
      path: '/applications/:applicationId',
      summary: 'Get an application',
      request: ofOne,
      response: answer('The application'),
      errors: ['application_unknown'],
      handle: getApplication(dependencies),
    },
    {
      ...writing,
      operationId: 'moveApplication',
      method: 'POST',
      path: '/applications/:applicationId/transitions',
      summary: 'Move an application to another state',
      description:
        'As the workflow allows. A state with `createUser` makes the trader, once, however often it is tried; without a password until the trader sets one by a letter. From a state that the workflow has no more, an application can be moved to any initial one.',
      request: { ...ofOne, body: schemas.newTransition },
      response: answer('The application as it is now'),
      errors: ['application_unknown', 'application_transition_refused', 'precondition_failed', 'email_taken'],
      handle: postTransitions(dependencies),
    },
  ];
}
