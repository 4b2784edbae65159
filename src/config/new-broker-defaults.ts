import { brokersFile } from './seed-file-schema.ts';
import type { SeedBroker } from './seed-file-types.ts';

/** What a white label is set to where nothing else is said; what only its operator can know is empty. */
export type NewBrokerDefaults = Omit<SeedBroker, 'traders' | 'clients' | 'apiKeys' | 'agreements'> & {
  readonly agreements: readonly never[];
};

/** What the schema of the seed file demands and has no default for. */
const DEMANDED = {
  ...{ brokerName: 'new', brokerCrmName: 'new', displayName: 'new', platformPassword: 'not a password' },
  platform: { baseUrl: 'https://platform.example', managerLogin: 1, managerPassword: 'not a password' },
  screens: { successUrl: 'https://platform.example' },
};

/** From the one table of defaults, so that a white label made by hand is like one that a file brought. */
export function newBrokerDefaults(): NewBrokerDefaults {
  const file = { crms: [], brokers: [DEMANDED] };
  const [broker] = (brokersFile.validate(file).value as { readonly brokers: readonly SeedBroker[] }).brokers;
  if (!broker) throw new Error('The schema of the seed file takes no broker');
  const { traders: _traders, clients: _clients, apiKeys: _apiKeys, ...settings } = broker;
  return {
    ...settings,
    ...{ brokerName: '', brokerCrmName: '', displayName: '', platformPassword: '', agreements: [] },
    platform: { ...settings.platform, baseUrl: '', managerLogin: 0, managerPassword: '' },
    screens: { ...settings.screens, successUrl: '' },
  };
}
