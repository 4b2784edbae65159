import type { Request, Response } from 'express';
import { clientCredentialsGrant } from 'openid-client';
import { generateOneTimeToken } from '../bridge-client/bridge-calls.ts';
import { shortenSecret, shortenSecrets } from '../control/shorten-secrets.ts';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { chosenBroker, welcomeVisitor } from './current-visitor.ts';
import { describeCallFailure, describeFailure } from './describe-failure.ts';
import type { Oidc } from './oidc.ts';
import { findPlatformUser, type PlatformUser } from './platform-user.ts';
import { CRM_SCOPE } from './protocol-names.ts';
import { sendToPage } from './send-to-page.ts';

/** `POST /oidc/act-for-itself`: the app gets a token of its own, and makes call 4.4 with it. */
export async function actForItself(oidc: Oidc, request: Request, response: Response): Promise<void> {
  const visitor = welcomeVisitor(oidc, request, response);
  const broker = chosenBroker(oidc.app, request, visitor);
  const user = broker && (findPlatformUser(oidc, request, visitor, broker) ?? anyUser(oidc, broker));
  if (!broker || !user) {
    const text = 'The platform knows no trader of this broker.';
    return sendToPage(oidc, response, visitor, { title: 'There is nobody to ask for', text, failed: true });
  }
  try {
    const provider = await oidc.providers.discover(broker);
    const { access_token, scope } = await clientCredentialsGrant(provider, { scope: CRM_SCOPE });
    const call = generateOneTimeToken(user.userId, user.inappToken);
    const answer = await oidc.app.bridge.callWith(broker, call, access_token);
    if (!answer.ok) return sendToPage(oidc, response, visitor, describeCallFailure('Call 4.4 did not work', answer));
    const shown = { access_token: shortenSecret(access_token), scope, userId: user.userId };
    const text = `Call 4.4 took the app’s own token as crmApiToken, for user ${user.userId}.`;
    const body = { ...shown, '4.4': shortenSecrets(answer.body) };
    sendToPage(oidc, response, visitor, { title: 'Acted for itself', text, answer: body });
  } catch (error) {
    sendToPage(oidc, response, visitor, describeFailure('The app got no token of its own', error));
  }
}

/** Somebody for whom a token can be asked. */
function anyUser({ app }: Oidc, { brokerName }: SimulatedBroker): PlatformUser | undefined {
  const user = app.platform.state.users.find((known) => known.brokerName === brokerName);
  return user && { userId: user.userId, inappToken: null };
}
