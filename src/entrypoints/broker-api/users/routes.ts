import { pageOf } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields } from '../schemas.ts';
import { getUsers } from './get-users.ts';
import { postUsers } from './post-users.ts';
import { newUser, shownUser, userChange, userParams, userQuery } from './schemas.ts';
import { USER_FIELDS } from './shown-user.ts';
import { getOneUser, patchUser, postDisable, postEnable, postEndSessions } from './user-actions.ts';

const personalData = { kind: 'person', resource: 'users', fields: USER_FIELDS } as const;
const reading = { tag: 'Users', scope: 'users:read', keys: 'secret', personalData } as const;
const writing = { ...reading, scope: 'users:write' } as const;
const ofOne = { params: userParams, query: noFields, body: noFields };
const answer = (description: string) => ({ status: 200, schema: shownUser, description }) as const;

export function userRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...writing,
      operationId: 'createUser',
      method: 'POST',
      path: '/users',
      summary: 'Create a trader',
      description:
        'The trading platform is told at once; where it is away, the user is made all the same, and `platformUserId` is `null` until something needs it.',
      request: { params: noFields, query: noFields, body: newUser },
      response: { status: 201, schema: shownUser, description: 'The trader' },
      errors: ['email_taken', 'email_relay_refused'],
      handle: postUsers(dependencies),
    },
    {
      ...reading,
      operationId: 'listUsers',
      method: 'GET',
      path: '/users',
      summary: 'Find traders; the newest first',
      request: { params: noFields, query: userQuery, body: noFields },
      response: { status: 200, schema: pageOf(shownUser), description: 'A page of traders' },
      errors: [],
      handle: getUsers(dependencies),
    },
    {
      ...reading,
      operationId: 'getUser',
      method: 'GET',
      path: '/users/:userId',
      summary: 'Get a trader',
      request: ofOne,
      response: answer('The trader'),
      errors: ['user_unknown'],
      handle: getOneUser(dependencies),
    },
    {
      ...writing,
      operationId: 'updateUser',
      method: 'PATCH',
      path: '/users/:userId',
      summary: 'Change names or language of a trader',
      request: { ...ofOne, body: userChange },
      response: answer('The trader as it is now'),
      errors: ['user_unknown', 'precondition_failed'],
      handle: patchUser(dependencies),
    },
    {
      ...writing,
      operationId: 'disableUser',
      method: 'POST',
      path: '/users/:userId/disable',
      summary: 'Let nobody in as this trader any more, and end all sessions',
      request: ofOne,
      response: answer('The trader as it is now'),
      errors: ['user_unknown', 'precondition_failed'],
      handle: postDisable(dependencies),
    },
    {
      ...writing,
      operationId: 'enableUser',
      method: 'POST',
      path: '/users/:userId/enable',
      summary: 'Let a trader in again',
      request: ofOne,
      response: answer('The trader as it is now'),
      errors: ['user_unknown', 'precondition_failed'],
      handle: postEnable(dependencies),
    },
    {
      ...writing,
      operationId: 'endUserSessions',
      method: 'POST',
      path: '/users/:userId/end-sessions',
      summary: 'End all sessions of a trader, on the screens, at the platform and of apps',
      request: ofOne,
      response: { status: 204, schema: null, description: 'They have ended' },
      errors: ['user_unknown'],
      handle: postEndSessions(dependencies),
    },
  ];
}
