import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { linkTokenOf, resetPage } from './reset-page.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** With the token of a link, the form for the new password; without, the form that asks for a link. */
export function getResetPassword(dependencies: ScreensDependencies) {
  return async ({ caller, query, context }: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const received = { context, query, body: {} };
    const token = linkTokenOf(received);
    if (token === undefined) return resetPage(dependencies, caller.broker, received, 'request');
    await dependencies.passwordReset.checkLink(caller.broker, token);
    return resetPage(dependencies, caller.broker, received, 'new-password');
  };
}
