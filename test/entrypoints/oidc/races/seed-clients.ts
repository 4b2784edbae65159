import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import type { BrokersFile, SeedTrader } from '../../../../src/config/seed-file-types.ts';
import { STAGE_BROKER } from '../clients/oidc-stage.ts';

/** Another trader of the same white label. */
export const OTHER_TRADER: SeedTrader = {
  ...{ email: 'other@example.com', password: 'Sandbox-Trader-2', firstName: 'Other', lastName: 'Trader' },
  ...{ preferredLanguage: 'en', platformUserId: 10345599, signedAgreements: true, accounts: [] },
};

/** For `seed` of a test bridge: the example file with clients and a trader of one white label besides its own. */
export function seedClients(
  clients: readonly SeedClient[],
  brokerName = STAGE_BROKER,
): (file: BrokersFile) => BrokersFile {
  return (file) => ({
    ...file,
    brokers: file.brokers.map((broker) =>
      broker.brokerName === brokerName
        ? { ...broker, clients: [...broker.clients, ...clients], traders: [...broker.traders, OTHER_TRADER] }
        : broker,
    ),
  });
}
