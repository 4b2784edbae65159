import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { noFields, time, userId } from '../schemas.ts';
import { deleteReferral, getReferral, getReferrals, putReferral } from './referral-actions.ts';

const PLATFORM_ERRORS = ['user_unknown', 'platform_unavailable', 'platform_refused'] as const;
const partnerId = joi.string().max(255).required();
const EXAMPLE_PARTNER = { partnerId: 'partner-1' };

const shownReferral = joi
  .object({
    id: joi.string().required().description('Our id of the user'),
    partnerId: joi.string().allow(null).required().description('`null` where the trader came from nobody'),
  })
  .meta({ component: 'Referral' });
const shownReferred = joi
  .object({ id: joi.string().required(), partnerId, createdAt: time.required() })
  .meta({ component: 'ReferredUser' });

const personalData = { kind: 'person', resource: 'referrals', fields: ['partnerId'] } as const;
const reading = { tag: 'Referrals', scope: 'referrals:read', keys: 'secret', personalData } as const;
const writing = { ...reading, scope: 'referrals:write' } as const;
const ofOne = { params: joi.object({ userId }), query: noFields, body: noFields };

export function referralRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      ...reading,
      operationId: 'listReferrals',
      method: 'GET',
      path: '/referrals',
      summary: 'Whom a partner brought, as far as the bridge has heard of it; the newest first',
      request: {
        params: noFields,
        query: pageQuery.keys({ partnerId: partnerId.example(EXAMPLE_PARTNER.partnerId) }),
        body: noFields,
      },
      response: { status: 200, schema: pageOf(shownReferred), description: 'A page of referred traders' },
      errors: [],
      handle: getReferrals(dependencies),
    },
    {
      ...reading,
      operationId: 'getReferral',
      method: 'GET',
      path: '/users/:userId/referral',
      summary: 'The partner of a trader, as the platform knows it (call 3.7)',
      request: ofOne,
      response: { status: 200, schema: shownReferral, description: 'The partner' },
      errors: PLATFORM_ERRORS,
      handle: getReferral(dependencies),
    },
    {
      ...writing,
      operationId: 'setReferral',
      method: 'PUT',
      path: '/users/:userId/referral',
      summary: 'Attribute a trader to a partner (call 3.6)',
      request: { ...ofOne, body: joi.object({ partnerId }).example(EXAMPLE_PARTNER) },
      response: { status: 200, schema: shownReferral, description: 'The partner' },
      errors: PLATFORM_ERRORS,
      handle: putReferral(dependencies),
    },
    {
      ...writing,
      operationId: 'removeReferral',
      method: 'DELETE',
      path: '/users/:userId/referral',
      summary: 'Take the attribution back (call 3.8)',
      request: ofOne,
      response: { status: 204, schema: null, description: 'The trader came from nobody' },
      errors: PLATFORM_ERRORS,
      handle: deleteReferral(dependencies),
    },
  ];
}
