import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { LINK_ERRORS } from '../get-linked-user.ts';
import { noFields } from '../schemas.ts';
import { postOneTimeTokens } from './post-one-time-tokens.ts';
import { shownToken, tokenOrder } from './schemas.ts';

export function oneTimeTokenRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'createOneTimeToken',
      method: 'POST',
      path: '/one-time-tokens',
      tag: 'One-time tokens',
      summary: 'Make a one-time token for a trader whom you have signed in yourself',
      scope: 'one-time-tokens:write',
      keys: 'secret',
      personalData: { kind: 'person', resource: 'one-time-tokens', fields: ['platformUserId'] },
      request: { params: noFields, query: noFields, body: tokenOrder },
      response: { status: 201, schema: shownToken, description: 'The token' },
      errors: LINK_ERRORS,
      handle: postOneTimeTokens(dependencies),
    },
  ];
}
