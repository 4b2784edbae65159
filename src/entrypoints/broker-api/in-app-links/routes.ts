import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiRoute } from '../broker-api-route.ts';
import { LINK_ERRORS } from '../get-linked-user.ts';
import { noFields } from '../schemas.ts';
import { postInAppLinks } from './post-in-app-links.ts';
import { linkOrder, shownLink } from './schemas.ts';

export function inAppLinkRoutes(dependencies: BrokerApiDependencies): BrokerApiRoute[] {
  return [
    {
      operationId: 'createInAppLink',
      method: 'POST',
      path: '/in-app-links',
      tag: 'In-app links',
      summary: 'Make a link that opens a screen, or the embedded platform, for a trader',
      description:
        'The address follows the white label’s settings: a screen of the bridge, or the template of an external action, letter by letter, with each value encoded.',
      scope: 'in-app-links:write',
      keys: 'secret',
      personalData: { kind: 'person', resource: 'in-app-links', fields: ['platformUserId', 'accounts'] },
      request: { params: noFields, query: noFields, body: linkOrder },
      response: { status: 201, schema: shownLink, description: 'The link' },
      errors: [...LINK_ERRORS, 'account_unknown', 'action_off'],
      handle: postInAppLinks(dependencies),
    },
  ];
}
