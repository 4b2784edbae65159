import type { Broker } from '../../domain/brokers/broker.ts';
import type { CreatedPlatformAccount, NewPlatformAccount } from '../../domain/trading/trading-backend.ts';
import type { PlatformCall } from './platform-call.ts';
import type { PlatformClient } from './platform-client.ts';
import { type CreateAccountAnswer, createAccountAnswer, createAccountRequest, wireText } from './wire-schemas.ts';

const CREATE_ACCOUNT: PlatformCall<CreateAccountAnswer> = {
  name: '3.3',
  method: 'POST',
  idempotent: false,
  answer: createAccountAnswer,
};

/** Call 3.3. */
export async function createAccount(
  platform: PlatformClient,
  broker: Broker,
  { offer, passwordMd5, firstName, lastName, email }: NewPlatformAccount,
): Promise<CreatedPlatformAccount> {
  const body = wireText(createAccountRequest, {
    accessRights: offer.accessRights,
    accountType: offer.accountType,
    balance: offer.openingBalanceMinor,
    brokerName: broker.brokerName,
    depositCurrency: offer.depositCurrency,
    groupName: offer.groupName,
    hashedPassword: passwordMd5,
    leverageInCents: offer.leverageInCents,
    totalMarginCalculationType: offer.totalMarginCalculationType,
    contactDetails: { email },
    ...(firstName ? { name: firstName } : {}),
    ...(lastName ? { lastName } : {}),
  });
  const answer = await platform.call(broker, CREATE_ACCOUNT, { path: '/v2/webserv/traders', body });
  return { login: answer.login, moneyDigits: answer.moneyDigits };
}
