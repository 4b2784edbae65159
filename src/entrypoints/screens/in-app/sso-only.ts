import { BridgeError } from '../../../errors/bridge-error.ts';
import type { Screen } from '../page/screen.ts';

/** A screen that there is no use for where the platform says who its traders are: it says where they log in. */
export function ssoOnly(screen: Screen): Screen {
  return {
    ...screen,
    routes: screen.routes.map((route) => ({
      ...route,
      errors: [...route.errors, 'sign_in_elsewhere'],
      handle: (call) => {
        if (call.caller.broker.platform.identity === 'handoff') throw new BridgeError('sign_in_elsewhere');
        return route.handle(call);
      },
    })),
  };
}
