import { join } from 'node:path';
import type { Command } from 'commander';
import { loadSettings, SettingsError } from '../config/load-settings.ts';
import { createLogger } from '../lib/logger.ts';
import { stopOnSignal } from '../main.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Run the platform simulator: a trading platform to try the bridge with.')
    .action(async () => {
      const settings = loadSettings(process.env, PROJECT_FOLDER);
      if (settings.brokersFile === undefined) throw new SettingsError(['The simulator needs BROKERS_FILE.']);
      const log = createLogger(settings.logLevel).child({ program: 'simulator' });
      const simulator = await startSimulator({
        port: settings.simulatorPort,
        host: settings.host,
        bridgeUrl: settings.publicUrl,
        seedFile: settings.brokersFile,
        stateFile: join(settings.dataDir, 'simulator.json'),
        log,
      });
      log.info({ url: simulator.url }, 'the simulator is up');
      process.send?.('up');
      stopOnSignal(() => simulator.close(), log);
      process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    });
}
