import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { RouteReply } from '../../../http/route.ts';
import { heldSignInFaultPage } from '../first-account/held-sign-in-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { agreementsPage } from '../sign-up/agreements-page.ts';
import { credentialsPage } from '../sign-up/credentials-page.ts';
import { pendingIdOf } from '../sign-up/pending-id.ts';
import { profilePage } from '../sign-up/profile-page.ts';
import { parseStep } from '../sign-up/sign-up-steps.ts';
import { loginPage } from './login-page.ts';

/** After these the sign-up has to begin anew. */
const ENDS_SIGN_UP: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['sign_up_expired', 'sign_up_refused']);

/** The form or the step again that the fault was met in, or the one to begin with. */
export function loginFaultPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  error: BridgeError,
): RouteReply | Promise<RouteReply> {
  const { firstLogin } = parseScreenParameters(received.query, broker, dependencies.translations);
  const step = parseStep(received.body.step);
  const pendingId = pendingIdOf(received.body.pending);
  // A button that went on without a form.
  const hadForm = received.body.go === undefined;
  if (error.code === 'sign_in_expired' || !hadForm) return loginPage(dependencies, broker, received, { error });
  if (step === 'account') return heldSignInFaultPage(dependencies, broker, received, pendingId, error);
  if (!firstLogin) return loginPage(dependencies, broker, received, { error });
  if (ENDS_SIGN_UP.has(error.code)) return credentialsPage(dependencies, broker, received, { error });
  if (step === 'profile') return profilePage(dependencies, broker, received, pendingId, { error });
  if (step === 'agreements') return agreementsPage(dependencies, broker, received, pendingId, error);
  return credentialsPage(dependencies, broker, received, { error, pendingId });
}
