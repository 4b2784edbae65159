import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { fillUrlTemplate } from '../../../lib/url-template.ts';
import { heldTicket, leadToAgreements } from '../agreements/hold-visit.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { parseScreenLook, textOf } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { findOwnAccount } from './find-own-account.ts';
import { isOurs, tokenIn } from './redeem-visit.ts';

const SOURCES = ['Web', 'Android', 'iOS', 'MacOS', 'Desktop'];

/**
 * Leads to the white label's own page for an action. The token is looked at and left as it is, for that page is to have it.
 * One of the platform's own cannot be looked at without being spent, and is passed on as it came, whoever's it is. Who has
 * agreements to sign does so first, and goes on with another token.
 *
 * @param template - As the white label wrote it, checked when it was saved.
 */
export async function leadOutside(
  dependencies: ScreensDependencies,
  action: InappAction,
  template: string,
  call: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { caller, query } = call;
  const { broker } = caller;
  const token = tokenIn(query);
  if (token === '') throw new BridgeError('token_malformed');
  if (isOurs(dependencies, broker, token)) {
    const isHeld = await dependencies.access.checkInappToken(broker, token, async (user) => {
      await checkAccount(dependencies, broker, user, query);
      return dependencies.agreements.hasOutstanding(broker, user.id);
    });
    if (isHeld) return holdToken(dependencies, action, call);
  }
  const address = fillUrlTemplate(template, { ...parametersOf(dependencies, broker, query), otToken: token });
  return { kind: 'redirect', location: address, headers: {} };
}

/** The token has led to a page of ours then, and is spent. */
async function holdToken(
  dependencies: ScreensDependencies,
  action: InappAction,
  call: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { broker } = call.caller;
  const ticket = await dependencies.access.redeemInappToken(broker, tokenIn(call.query), async ({ id }) =>
    heldTicket(dependencies, broker, { userId: id, action }),
  );
  return leadToAgreements(call, ticket);
}

/** An address that names no account is for the trader as such. */
async function checkAccount(
  dependencies: ScreensDependencies,
  broker: Broker,
  user: LinkedUser,
  { account }: RouteCall<ScreenCaller>['query'],
): Promise<void> {
  if (account !== undefined && account !== '') await findOwnAccount(dependencies, broker, user.id, account);
}

function parametersOf(
  { translations }: ScreensDependencies,
  broker: Broker,
  query: RouteCall<ScreenCaller>['query'],
): Record<string, string> {
  const { language, theme } = parseScreenLook(query, broker, translations);
  const account = textOf(query.account);
  const source = textOf(query.source).toLowerCase();
  return {
    brokerName: broker.brokerName,
    brokerCrmName: broker.brokerCrmName,
    accountId: /^\d{1,16}$/.test(account) ? account : '',
    lang: language,
    theme,
    source: SOURCES.find((known) => known.toLowerCase() === source) ?? '',
  };
}
