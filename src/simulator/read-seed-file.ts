import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { seedFile } from './schemas.ts';
import type { SimulatedBroker } from './simulated-broker.ts';

/**
 * Reads the brokers out of the bridge's seed file; most of it does not concern the platform and is ignored.
 *
 * @throws Error naming the file and the fault.
 */
export function readSeedFile(path: string): SimulatedBroker[] {
  const { value, error } = seedFile.validate(JSON.parse(readFileSync(path, 'utf8')), { stripUnknown: true });
  if (error) throw new Error(`${path}: ${error.message}`);
  return value.brokers.map(({ platform, screens, payments, ...rest }) => ({
    ...rest,
    managerLogin: platform.managerLogin,
    managerPasswordMd5: createHash('md5').update(platform.managerPassword).digest('hex'),
    languages: screens.languages,
    cashierSecret: payments.cashier.secret,
  }));
}
