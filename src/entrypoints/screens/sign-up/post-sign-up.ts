import { isBridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { enterOrChoose } from '../login/enter-or-choose.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import { checkFields, credentialsForm, profileForm } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { agreementsPage } from './agreements-page.ts';
import { credentialsPage } from './credentials-page.ts';
import { finishSignUp } from './finish-sign-up.ts';
import { pendingIdOf } from './pending-id.ts';
import { profilePage } from './profile-page.ts';
import { parseStep } from './sign-up-steps.ts';

type Call = RouteCall<ScreenCaller>;

/** Takes one step of the sign-up, or goes one back. */
export async function postSignUp(dependencies: ScreensDependencies, call: Call): Promise<RouteReply> {
  const isBack = call.body.back === 'true';
  switch (parseStep(call.body.step)) {
    case 'profile':
      return isBack ? backToCredentials(dependencies, call) : takeProfile(dependencies, call);
    case 'agreements':
      return isBack ? backToProfile(dependencies, call) : finishSignUp(dependencies, call, pendingIdOf(call.body));
    default:
      return takeCredentials(dependencies, call);
  }
}

interface CredentialsForm {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: string;
}

async function takeCredentials(dependencies: ScreensDependencies, call: Call): Promise<RouteReply> {
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
  const received = { context, query, body: {} };
  if (beginning.kind === 'known') {
    return enterOrChoose(dependencies, broker, received, beginning.user, keepMeLoggedIn);
  }
  return profilePage(dependencies, broker, received, beginning.pendingId, { earlier: profile });
}

/** Of a trader who came back to the first step; one that is forgotten by now is typed again. */
async function earlierProfile({ users }: ScreensDependencies, { caller, body }: Call) {
  const pendingId = pendingIdOf(body);
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

async function takeProfile(dependencies: ScreensDependencies, call: Call): Promise<RouteReply> {
  const { caller, query, body, context } = call;
  const { broker } = caller;
  const pendingId = pendingIdOf(body);
  const { firstName, lastName } = checkFields<ProfileForm>(profileForm, body);
  const profile = { firstName: firstName || null, lastName: lastName || null };
  await dependencies.users.signUps.noteProfile(broker, pendingId, profile);
  if (broker.agreements.length === 0) return finishSignUp(dependencies, call, pendingId);
  return agreementsPage(dependencies, broker, { context, query, body: {} }, pendingId);
}

async function backToCredentials(dependencies: ScreensDependencies, call: Call): Promise<RouteReply> {
  const { caller, query, body, context } = call;
  const { broker } = caller;
  const pendingId = pendingIdOf(body);
  const { signUps } = dependencies.users;
  const { error, value } = profileForm.validate(body, { stripUnknown: true });
  const pending = error
    ? await signUps.get(broker, pendingId)
    : await signUps.noteProfile(broker, pendingId, value as ProfileForm);
  return credentialsPage(dependencies, broker, { context, query, body: {} }, { earlier: { ...pending, pendingId } });
}

async function backToProfile(dependencies: ScreensDependencies, call: Call): Promise<RouteReply> {
  const { caller, query, body, context } = call;
  const pendingId = pendingIdOf(body);
  const { profile } = await dependencies.users.signUps.get(caller.broker, pendingId);
  return profilePage(dependencies, caller.broker, { context, query, body: {} }, pendingId, { earlier: profile });
}
