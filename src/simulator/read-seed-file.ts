import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type SeedFile, seedFile } from './schemas.ts';
import type { SimulatedBroker } from './simulated-broker.ts';

/** As the seed file writes it. */
const OWN_REDIRECT_URI = '{simulatorUrl}/oidc/callback';

/**
 * Reads the brokers out of the bridge's seed file; most of it does not concern the platform and is ignored.
 *
 * @throws Error naming the file and the fault.
 */
export function readSeedFile(path: string): SimulatedBroker[] {
  const { value, error } = seedFile.validate(JSON.parse(readFileSync(path, 'utf8')), { stripUnknown: true });
  if (error) throw new Error(`${path}: ${error.message}`);
  return value.brokers.map(({ platform, screens, payments, clients, ...rest }) => ({
    ...rest,
    managerLogin: platform.managerLogin,
    managerPasswordMd5: createHash('md5').update(platform.managerPassword).digest('hex'),
    languages: screens.languages,
    cashierSecret: payments.cashier.secret,
    oidcClient: ownClient(clients),
  }));
}

/** The client that is led back to our own page. */
function ownClient(clients: SeedFile['brokers'][number]['clients']): SimulatedBroker['oidcClient'] {
  for (const { id, secret, redirectUris } of clients) {
    if (secret !== null && redirectUris.includes(OWN_REDIRECT_URI)) return { id, secret };
  }
  return null;
}
