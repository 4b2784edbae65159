import { isBridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { enterOrChoose } from '../login/enter-or-choose.ts';
import type { LoginCall } from '../login/login-call.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import { checkFields, credentialsForm, profileForm } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { finishSignUp } from './finish-sign-up.ts';
import { pendingIdOf } from './pending-id.ts';
import { addressOfSignUp, parseStep, type SignUpStep } from './sign-up-steps.ts';

/** Takes one step of the sign-up, and sends the browser to the next; what is wrong with it is the answer. */
export async function postSignUp(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  switch (parseStep(call.body.step)) {
    case 'profile':
      return takeProfile(dependencies, call);
    case 'agreements':
      return finishSignUp(dependencies, call, pendingIdOf(call.body.pending));
    default:
      return takeCredentials(dependencies, call);
  }
}

interface CredentialsForm {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: string;
}

async function takeCredentials(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  const { caller, query, body, context } = call;
  const { broker } = caller;
  const { signUps } = dependencies.users;
  const { partnerId, marketing } = parseScreenParameters(query, broker, dependencies.translations);
  const form = checkFields<CredentialsForm>(credentialsForm, body);
  const keepMeLoggedIn = form.keepMeLoggedIn === 'true';
  const { email, password } = form;
  const profile = await earlierProfile(dependencies, call);
  const wanted = { email, password, keepMeLoggedIn, partnerId, marketing, profile };
  const beginning = await signUps.begin(broker, wanted, context.address);
  if (beginning.kind === 'known') return enterOrChoose(dependencies, call, beginning.user, keepMeLoggedIn);
  return leadToStep(call, 'profile', beginning.pendingId);
}

/** Of a trader who came back to the first step; one that is forgotten by now is typed again. */
async function earlierProfile({ users }: ScreensDependencies, { caller, body }: LoginCall) {
  const pendingId = pendingIdOf(body.pending);
  if (pendingId === '') return null;
  try {
    return (await users.signUps.get(caller.broker, pendingId)).profile;
  } catch (error) {
    if (isBridgeError(error, 'sign_up_expired')) return null;
    throw error;
  }
}

interface ProfileForm {
  readonly firstName: string;
  readonly lastName: string;
}

async function takeProfile(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  const { broker } = call.caller;
  const pendingId = pendingIdOf(call.body.pending);
  const { signUps } = dependencies.users;
  // Who has to begin anew is not asked to mend this step before.
  await signUps.get(broker, pendingId);
  await signUps.noteProfile(broker, pendingId, checkFields<ProfileForm>(profileForm, call.body));
  if (!dependencies.agreements.areInForce(broker)) return finishSignUp(dependencies, call, pendingId);
  return leadToStep(call, 'agreements', pendingId);
}

function leadToStep({ context }: LoginCall, step: SignUpStep, pendingId: string): RouteReply {
  const location = addressOfSignUp(context.request.originalUrl, step, pendingId);
  return { kind: 'redirect', location, headers: {} };
}
