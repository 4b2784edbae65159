import { createHash } from 'node:crypto';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { accountPasswordContext } from '../../lib/seal-contexts.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { AccountOffer, Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { AccountRequest, AccountRequestFailure, AccountRequestState } from './account-request.ts';
import { toldOfAccount } from './told-of-account.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/**
 * Call 3.3, once: the request is written down before, the account after. The platform has no way to ask whether an
 * account was opened, so that nothing repeats a call of which that is not known.
 *
 * @returns The request as it stands then, or as it stood if somebody else has it.
 */
export async function carryOutRequest(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  { id, offer }: { readonly id: string; readonly offer: AccountOffer },
): Promise<AccountRequest> {
  const { requests, clock } = dependencies;
  const nowMs = clock.nowMs();
  const request: AccountRequest = {
    ...{ id, brokerName: broker.brokerName, userId: user.id, offer },
    ...{ state: 'opening', failure: null, createdAtMs: nowMs, updatedAtMs: nowMs },
  };
  if (!(await requests.add(request))) return (await requests.find(broker.brokerName, id)) ?? request;
  return askPlatform(dependencies, broker, user, request);
}

/**
 * The same for a request that failed, by which certainly nothing was opened.
 *
 * @returns The request as it stands then, or as it stood if somebody else began it anew.
 */
export async function repeatRequest(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  failed: AccountRequest,
): Promise<AccountRequest> {
  const { requests, clock } = dependencies;
  const request: AccountRequest = { ...failed, state: 'opening', failure: null, updatedAtMs: clock.nowMs() };
  if (!(await requests.move(request, ['failed'])))
    return (await requests.find(broker.brokerName, failed.id)) ?? request;
  return askPlatform(dependencies, broker, user, request);
}

async function askPlatform(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  request: AccountRequest,
): Promise<AccountRequest> {
  try {
    await openAccount(dependencies, broker, user, request);
  } catch (error) {
    const isAnswered = isBridgeError(error, 'platform_unavailable', 'platform_refused');
    if (!isAnswered && !(isBridgeError(error) && error.outcome === 'not_done')) throw error;
    const { code, detail } = error;
    dependencies.log.warn({ broker: broker.brokerName, user: user.id, code, detail }, 'an account was not opened');
    return settleRequest(dependencies, request, ...outcomeOf(error));
  }
  return settleRequest(dependencies, request, 'opened', null);
}

function outcomeOf({ code, outcome }: BridgeError): [AccountRequestState, AccountRequestFailure | null] {
  if (outcome !== 'not_done') return ['unconfirmed', null];
  return ['failed', code === 'platform_unavailable' ? 'unavailable' : 'refused'];
}

/** What came to be known of a request that was under way, or was given up by another process. */
export async function settleRequest(
  { requests, clock }: TradingDependencies,
  request: AccountRequest,
  state: AccountRequestState,
  failure: AccountRequestFailure | null,
): Promise<AccountRequest> {
  const settled = { ...request, state, failure, updatedAtMs: clock.nowMs() };
  if (await requests.move(settled, ['opening', 'unconfirmed'])) return settled;
  return (await requests.find(request.brokerName, request.id)) ?? settled;
}

async function openAccount(
  { store, platform, events, clock, keyRing }: TradingDependencies,
  broker: Broker,
  { id: userId, firstName, lastName, email }: LinkedUser,
  { id, offer }: AccountRequest,
): Promise<void> {
  const { brokerName } = broker;
  const passwordMd5 = createHash('md5').update(newSecret()).digest('hex');
  const person = { firstName, lastName, email };
  const { login, moneyDigits } = await platform.createAccount(broker, { offer, passwordMd5, ...person });
  const account: TradingAccount = {
    id,
    brokerName,
    userId,
    environment: offer.environment,
    login,
    depositCurrency: offer.depositCurrency,
    moneyDigits,
    sealedPasswordHash: keyRing.seal(passwordMd5, accountPasswordContext(brokerName, login)),
    ctidTraderAccountId: null,
    createdAtMs: clock.nowMs(),
  };
  const event = events.newEvent(broker, 'account.opened', id, toldOfAccount(account));
  if (await store.add(account, event)) return;
  throw new BridgeError('platform_refused', { detail: `the platform gave login ${login} twice` });
}
