import type { RouteReply } from '../../../http/route.ts';
import { tickedIn } from '../agreements/agreement-ticks.ts';
import { enterOrChoose } from '../login/enter-or-choose.ts';
import type { LoginCall } from '../login/login-call.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfSignUp } from './sign-up-steps.ts';

/**
 * Profile and agreements are through: signs, makes the user, and signs that user in. The signatures come first, so that no
 * user is without; all of it may be repeated.
 */
export async function finishSignUp(
  dependencies: ScreensDependencies,
  call: LoginCall,
  pendingId: string,
): Promise<RouteReply> {
  const { caller, query, body, context } = call;
  const { users, agreements, translations } = dependencies;
  const { broker } = caller;
  const { address } = context;
  const { language } = parseScreenLook(query, broker, translations);
  const pending = await users.signUps.get(broker, pendingId);
  if (pending.profile === null) {
    const location = addressOfSignUp(context.request.originalUrl, 'profile', pendingId);
    return { kind: 'redirect', location, headers: {} };
  }
  const { userId, keepMeLoggedIn } = pending;
  const userAgent = context.request.headers['user-agent'] ?? '';
  const form = { userId, language, ticked: tickedIn(body), address, userAgent };
  // Sent again, after the platform failed: the user is there, and what came into force since is a signature as any other.
  const isMade = (await users.findAnyById(broker.brokerName, userId)) !== undefined;
  if (isMade) await agreements.sign(broker, form);
  const events = isMade ? [] : await agreements.signAhead(broker, form);
  const user = await users.signUps.finish(broker, pending, { preferredLanguage: language, address, events });
  const reply = await enterOrChoose(dependencies, call, user, keepMeLoggedIn);
  await users.signUps.end(broker, pendingId);
  return reply;
}
