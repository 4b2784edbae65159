import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import type { BrokersFile } from '../../../../src/config/seed-file-types.ts';
import { STAGE_BROKER } from '../clients/oidc-stage.ts';

/** For `seed` of a test bridge: the example file with clients of one white label besides its own. */
export function seedClients(
  clients: readonly SeedClient[],
  brokerName = STAGE_BROKER,
): (file: BrokersFile) => BrokersFile {
  return (file) => ({
    ...file,
    brokers: file.brokers.map((broker) =>
      broker.brokerName === brokerName ? { ...broker, clients: [...broker.clients, ...clients] } : broker,
    ),
  });
}
