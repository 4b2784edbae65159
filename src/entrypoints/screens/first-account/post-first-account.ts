import type { HeldSignIn } from '../../../domain/users/held-sign-in.ts';
import { type BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { signOutstanding } from '../agreements/sign-outstanding.ts';
import { leadOn } from '../app-sign-in/lead-on.ts';
import { choiceIn } from '../create-account/choice-in.ts';
import type { LoginCall } from '../login/login-call.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { pendingIdOf } from '../sign-up/pending-id.ts';
import { addressOfHeldSignIn } from '../sign-up/sign-up-steps.ts';
import { firstAccountPage } from './first-account-page.ts';
import { getHeldSignIn, refuseEnded } from './get-held-sign-in.ts';

/**
 * Opens the account that was chosen, unless the trader puts it off, and signs in. What is outstanding is signed before, and
 * leads to the choice.
 */
export async function postFirstAccount(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  const { users } = dependencies;
  const { broker } = call.caller;
  const heldId = pendingIdOf(call.body.pending);
  const held = await getHeldSignIn(dependencies, broker, heldId);
  if (call.body.later !== 'true') {
    const isSigned = !(await dependencies.agreements.hasOutstanding(broker, held.user.id));
    if (!isSigned || call.body.accept === 'true') return signFirst(dependencies, call, held, heldId);
    const fault = await openFirstAccount(dependencies, call, held);
    if (fault) return sayFault(dependencies, call, held, fault);
  }
  // An app that was told of it cannot be told otherwise.
  if (call.appRequest) await refuseEnded(dependencies, broker, held);
  const reply = await leadOn(dependencies, call, held.user, held.keepMeLoggedIn);
  await refuseEnded(dependencies, broker, held);
  await users.endHeldSignIn(broker, heldId);
  return reply;
}

/** Sent twice, it leads to the choice as well. */
async function signFirst(
  dependencies: ScreensDependencies,
  call: LoginCall,
  { user }: HeldSignIn,
  heldId: string,
): Promise<RouteReply> {
  await signOutstanding(dependencies, call, user.id);
  const location = addressOfHeldSignIn(call.context.request.originalUrl, heldId);
  return { kind: 'redirect', location, headers: {} };
}

/** @returns What keeps the trader on the page. One that is open, and only not linked yet, does not. */
async function openFirstAccount(
  { trading }: ScreensDependencies,
  { caller, body }: LoginCall,
  { user, subjectId: requestId }: HeldSignIn,
): Promise<BridgeError | undefined> {
  try {
    await trading.openAccount(caller.broker, user, { ...choiceIn(body), requestId, isFirst: true });
    return undefined;
  } catch (error) {
    if (isBridgeError(error, 'account_unlinked', 'account_request_changed')) return undefined;
    const isForTrader = isBridgeError(
      error,
      ...(['account_choice_unknown', 'account_refused', 'account_unavailable', 'account_unconfirmed'] as const),
      ...(['accounts_exhausted', 'too_many_attempts'] as const),
    );
    if (isForTrader) return error;
    throw error;
  }
}

/** The next try is another request. After an answer that was lost there is none: only the way into the app. */
async function sayFault(
  dependencies: ScreensDependencies,
  call: LoginCall,
  held: HeldSignIn,
  error: BridgeError,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const { broker } = call.caller;
  call.context.errorCode = error.code;
  const heldId = await users.holdSignIn(broker, { ...held, subjectId: trading.newAccountRequestId() });
  const withOffers = !isBridgeError(error, 'account_unconfirmed', 'accounts_exhausted');
  return firstAccountPage(dependencies, broker, call, heldId, { error, withOffers });
}
