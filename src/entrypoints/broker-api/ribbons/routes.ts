import joi from 'joi';
import type { Ribbon } from '../../../domain/users/identity-backend.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { getLinkedUser, LINK_ERRORS } from '../get-linked-user.ts';
import { login, noFields, userId } from '../schemas.ts';

const address = joi
  .string()
  .uri({ scheme: ['https', 'http'] })
  .max(2000);

const ribbon = joi
  .object({
    color: joi
      .string()
      .pattern(/^#[0-9a-f]{6}$/i)
      .required(),
    title: joi.string().max(200).required(),
    enabled: joi.boolean().required(),
    closable: joi.boolean().required(),
    action: joi
      .object({ urlExternal: address, urlinApp: address })
      .xor('urlExternal', 'urlinApp')
      .required()
      .description('One of the two'),
    ctidTraderAccountId: login.description('Shown at this account only'),
  })
  .meta({ component: 'Ribbon' });

const ribbons = joi.object({ ribbons: joi.array().items(ribbon).max(20).required().description('Empty clears them') });

const EXAMPLE_RIBBON = {
  ...{ color: '#1d5fd1', title: 'Welcome, Anna', enabled: true, closable: true },
  action: { urlExternal: 'https://broker.example/welcome' },
};

export function ribbonRoutes({ users }: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'setRibbons',
      method: 'PUT',
      path: '/users/:userId/ribbons',
      tag: 'Ribbons',
      summary: 'Have the platform show these banners to a trader, and no others (call 3.9)',
      scope: 'ribbons:write',
      keys: 'secret',
      personalData: { kind: 'person', resource: 'ribbons', fields: ['ribbons'] },
      request: {
        params: joi.object({ userId }),
        query: noFields,
        body: ribbons.example({ ribbons: [EXAMPLE_RIBBON] }),
      },
      response: { status: 200, schema: ribbons.keys({ id: userId }), description: 'What is shown now' },
      errors: [...LINK_ERRORS, 'ribbon_invalid'],
      handle: async ({ broker, params, body }) => {
        const { id, platformUserId } = await getLinkedUser(users, broker, params.userId);
        const shown = body.ribbons as readonly Ribbon[];
        await users.setRibbons(broker, platformUserId, shown);
        return { body: { id, ribbons: shown }, personIds: [id] };
      },
    },
  ];
}
