import type { ApiKeys } from './domain/api-keys/api-keys.ts';
import type { Brokers } from './domain/brokers/brokers.ts';
import type { Kyc } from './domain/kyc/kyc.ts';
import type { SigningKeys } from './domain/signing-keys/signing-keys.ts';
import type { Staff } from './domain/staff/staff.ts';
import type { Trading } from './domain/trading/trading.ts';
import type { Webhooks } from './domain/webhooks/webhooks.ts';

/** How much of each an older key had sealed. */
export interface ResealReport {
  readonly brokers: number;
  readonly accounts: number;
  readonly documents: number;
  readonly signingKeys: number;
  readonly apiKeys: number;
  readonly webhooks: number;
  readonly staff: number;
}

/** Seals every stored secret with the current encryption key, but for letters, which live for a day. */
export async function resealSecrets(domain: {
  brokers: Brokers;
  trading: Trading;
  kyc: Kyc;
  signingKeys: SigningKeys;
  apiKeys: ApiKeys;
  webhooks: Webhooks;
  staff: Staff;
}): Promise<ResealReport> {
  let brokers = 0;
  let accounts = 0;
  let documents = 0;
  let signingKeys = 0;
  let apiKeys = 0;
  let webhooks = 0;
  for (const broker of domain.brokers.list()) {
    if (await domain.brokers.resealSecrets(broker.brokerName)) brokers += 1;
    accounts += await domain.trading.resealSecrets(broker);
    documents += await domain.kyc.resealSecrets(broker);
    signingKeys += await domain.signingKeys.resealSecrets(broker);
    webhooks += await domain.webhooks.resealSecrets(broker);
    apiKeys += await domain.apiKeys.resealSecrets({ kind: 'broker', brokerName: broker.brokerName });
  }
  for (const { brokerCrmName } of domain.brokers.listCrms()) {
    apiKeys += await domain.apiKeys.resealSecrets({ kind: 'crm', brokerCrmName });
  }
  const staff = await domain.staff.resealSecrets();
  return { brokers, accounts, documents, signingKeys, apiKeys, webhooks, staff };
}
