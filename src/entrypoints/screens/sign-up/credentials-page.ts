import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import { typedIn } from '../page/typed-in.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { signUpPage } from './sign-up-page.ts';

/** What an earlier try left, for a trader who came back. */
export interface EarlierTry {
  readonly pendingId: string;
  readonly email: string;
  readonly keepMeLoggedIn: boolean;
}

interface CredentialsContent {
  readonly error?: BridgeError;
  readonly earlier?: EarlierTry;
  /** Names the earlier try where this step was met with a fault. */
  readonly pendingId?: string;
}

/** The first step: email address and password; never shows a password. */
export function credentialsPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { error, earlier, pendingId = '' }: CredentialsContent = {},
): RouteReply {
  return signUpPage(dependencies, broker, received, {
    step: 'credentials',
    pendingId: earlier?.pendingId ?? pendingId,
    view: 'sign-up-credentials',
    error,
    fields: { email: 'fieldErrors.email', password: 'fieldErrors.newPassword' },
    typed: earlier ? { email: earlier.email } : typedIn(received.body, ['email']),
    data: {
      hasKeepMeLoggedIn: received.appRequest === undefined,
      keepMeLoggedIn: earlier?.keepMeLoggedIn ?? received.body.keepMeLoggedIn === 'true',
    },
  });
}
