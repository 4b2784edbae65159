import type { Command } from 'commander';
import { loadSettings } from '../config/load-settings.ts';
import { createLogger } from '../lib/logger.ts';
import { startBridge, stopOnSignal } from '../main.ts';
import { printPanel } from './print-panel.ts';
import { PROJECT_FOLDER } from './project-folder.ts';
import { startSimulatorProcess } from './simulator-process.ts';

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('Run the bridge. In sandbox mode the platform simulator runs beside it.')
    .option('--no-simulator', 'in sandbox mode, leave the simulator out')
    .action(async (options: { simulator: boolean }) => {
      const settings = loadSettings(process.env, PROJECT_FOLDER);
      const log = createLogger(settings.logLevel);
      for (const warning of settings.warnings) log.warn(warning);
      const withSimulator = settings.mode === 'sandbox' && options.simulator;
      const simulator = withSimulator ? await startSimulatorProcess() : undefined;
      try {
        const bridge = await startBridge(settings, log, PROJECT_FOLDER);
        stopOnSignal(async () => {
          await bridge.stop();
          await simulator?.stop();
        }, log);
        if (settings.mode === 'sandbox') await printPanel(settings, simulator !== undefined);
      } catch (error) {
        await simulator?.stop();
        throw error;
      }
    });
}
