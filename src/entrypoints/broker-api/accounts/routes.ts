import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { LINK_ERRORS } from '../get-linked-user.ts';
import { noFields } from '../schemas.ts';
import { getAccounts, getOffers, postAccounts, postBinding } from './account-actions.ts';
import { accountParams, boundAccount, newAccount, shownAccount, shownOffer } from './schemas.ts';

const personalData = { kind: 'person', resource: 'accounts', fields: ['accounts'] } as const;

export function accountRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'listAccounts',
      method: 'GET',
      path: '/users/:userId/accounts',
      tag: 'Accounts',
      summary: 'The trading accounts of a trader; the oldest first',
      scope: 'accounts:read',
      keys: 'secret',
      personalData,
      request: { params: accountParams, query: pageQuery, body: noFields },
      response: { status: 200, schema: pageOf(shownAccount), description: 'A page of accounts' },
      errors: ['user_unknown'],
      handle: getAccounts(dependencies),
    },
    {
      operationId: 'openAccount',
      method: 'POST',
      path: '/users/:userId/accounts',
      tag: 'Accounts',
      summary: 'Open an account at the platform for a trader, from the white label’s offer',
      scope: 'accounts:write',
      keys: 'secret',
      personalData,
      request: { params: accountParams, query: noFields, body: newAccount },
      response: { status: 201, schema: shownAccount, description: 'The account' },
      errors: [
        ...LINK_ERRORS,
        'account_choice_unknown',
        'accounts_exhausted',
        'account_refused',
        'account_unavailable',
        'account_unconfirmed',
        'account_unlinked',
        'too_many_attempts',
      ],
      handle: postAccounts(dependencies),
    },
    {
      operationId: 'bindAccount',
      method: 'POST',
      path: '/users/:userId/accounts/bind',
      tag: 'Accounts',
      summary: 'Give a trader an account that exists at the platform (call 3.4)',
      scope: 'accounts:write',
      keys: 'secret',
      personalData,
      request: { params: accountParams, query: noFields, body: boundAccount },
      response: { status: 201, schema: shownAccount, description: 'The account' },
      errors: [...LINK_ERRORS, 'account_bound', 'account_link_refused', 'accounts_exhausted'],
      handle: postBinding(dependencies),
    },
    {
      operationId: 'listAccountOffers',
      method: 'GET',
      path: '/account-offers',
      tag: 'Accounts',
      summary: 'What accounts traders may open at this white label',
      scope: 'accounts:read',
      keys: 'any',
      personalData: { kind: 'none', because: 'these are settings of the white label' },
      request: { params: noFields, query: pageQuery, body: noFields },
      response: { status: 200, schema: pageOf(shownOffer), description: 'A page of offers' },
      errors: [],
      handle: getOffers(dependencies),
    },
  ];
}
