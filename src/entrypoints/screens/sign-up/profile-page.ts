import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { signUpPage } from './sign-up-page.ts';

/** What the form shows: of an earlier try, or what was typed just now. */
export interface TypedProfile {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** The second step: who the trader is. */
export function profilePage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  pendingId: string,
  { error, earlier }: { readonly error?: BridgeError; readonly earlier?: TypedProfile | null } = {},
): RouteReply {
  return signUpPage(dependencies, broker, received, {
    step: 'profile',
    back: 'credentials',
    pendingId,
    view: 'sign-up-profile',
    error,
    fields: { firstName: 'fieldErrors.firstName', lastName: 'fieldErrors.lastName' },
    typed: earlier
      ? { firstName: earlier.firstName ?? '', lastName: earlier.lastName ?? '' }
      : typedIn(received.body, ['firstName', 'lastName']),
  });
}
