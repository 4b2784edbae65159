import type { CrmTokens } from '../../domain/crm-tokens/crm-tokens.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';

/** Call 4.1. */
export function postCrmApiToken(crmTokens: CrmTokens) {
  return async ({ caller, body, context }: RouteCall<CrmApiCaller>): Promise<RouteReply> => {
    const crmApiToken = await crmTokens.issue(caller.broker, String(body.password), context.address);
    return { kind: 'json', body: { crmApiToken } };
  };
}
