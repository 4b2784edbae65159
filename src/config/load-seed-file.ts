import { type BrokersFile, loadBrokersFile } from './brokers-file.ts';
import { type Settings, SettingsError } from './load-settings.ts';

/**
 * Reads a seed file for a bridge with these settings.
 *
 * @throws SettingsError naming every fault, in production mode also every example that the file still holds.
 */
export async function loadSeedFile(
  path: string,
  { mode, simulatorUrl }: Pick<Settings, 'mode' | 'simulatorUrl'>,
): Promise<BrokersFile> {
  const file = await loadBrokersFile(path, { simulatorUrl });
  const faults = mode === 'production' ? examplesIn(file).map((fault) => `${path}: ${fault}`) : [];
  if (faults.length > 0) throw new SettingsError(faults);
  return file;
}

/** Every secret of the example file begins with one of these words. */
const EXAMPLE_SECRET = /^sandbox-/i;

function examplesIn(file: BrokersFile): string[] {
  if (file.sandbox) return ['holds sandbox examples. Production mode takes only a file of your own.'];
  return file.brokers.flatMap(({ brokerName, platformPassword, platform, traders }) => {
    const secrets = [
      { name: 'platformPassword', secret: platformPassword },
      { name: 'platform.managerPassword', secret: platform.managerPassword },
      ...traders.map(({ email, password }) => ({ name: `password of ${email}`, secret: password })),
    ];
    return secrets
      .filter(({ secret }) => EXAMPLE_SECRET.test(secret))
      .map(({ name }) => `the ${name} of ${brokerName} is the sandbox's example. Put one of your own there.`);
  });
}
