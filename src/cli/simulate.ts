import { join } from 'node:path';
import type { Command } from 'commander';
import { listenFailure } from '../config/listen-failure.ts';
import { readSettings, SettingsError } from '../config/load-settings.ts';
import { createProcessLogger } from '../lib/logger.ts';
import type { Simulator, SimulatorOptions } from '../simulator/simulator.ts';
import { printLine } from './print.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Run the platform simulator: a trading platform to try the bridge with.')
    .option('--json', 'when up, write one line of JSON with the addresses; the log goes to standard error')
    .action(async (options: { json?: boolean }) => {
      // Loaded here, for `--help` should not wait for all of it.
      const { exitOnBug, stopOnSignal } = await import('../main.ts');
      const { settings, faults } = readSettings(process.env, PROJECT_FOLDER);
      if (settings.mode === 'production') {
        throw new SettingsError(['The simulator is for sandbox mode only. Leave BRIDGE_MODE out.']);
      }
      if (faults.length > 0) throw new SettingsError(faults);
      if (settings.brokersFile === undefined) {
        throw new SettingsError(['The simulator needs brokers to play for. Set BROKERS_FILE.']);
      }
      const log = createProcessLogger(settings.logLevel, settings.logFormat, options.json ? 'stderr' : 'stdout').child({
        program: 'simulator',
      });
      exitOnBug(log);
      const simulator = await start({
        port: settings.simulatorPort,
        smtpPort: settings.simulatorSmtpPort,
        host: settings.host,
        bridgeUrl: settings.publicUrl,
        seedFile: settings.brokersFile,
        stateFile: join(settings.dataDir, 'simulator.json'),
        log,
      });
      const { url: simulatorUrl, smtpUrl } = simulator;
      if (options.json) printLine({ simulatorUrl, mailboxUrl: `${simulatorUrl}/mailbox`, smtpUrl });
      process.send?.('up');
      stopOnSignal(() => simulator.close(), log);
      process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    });
}

async function start(options: SimulatorOptions): Promise<Simulator> {
  const { startSimulator } = await import('../simulator/simulator.ts');
  try {
    return await startSimulator(options);
  } catch (error) {
    const isSmtp = (error as { port?: unknown }).port === options.smtpPort;
    const failed = isSmtp
      ? { host: '127.0.0.1', port: options.smtpPort, portVariable: 'SIMULATOR_SMTP_PORT' }
      : { ...options, portVariable: 'SIMULATOR_PORT' };
    throw listenFailure(error, failed);
  }
}
