import type { Command } from 'commander';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { Settings } from '../config/load-settings.ts';
import { createProcessLogger, flushLog, type Logger } from '../lib/logger.ts';
import type { RunningBridge } from '../main.ts';
import { printLine } from './print.ts';
import { printPanel } from './print-panel.ts';
import { PROJECT_FOLDER } from './project-folder.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { stopWithNpm } from './stop-with-npm.ts';

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('Run the bridge. In sandbox mode the platform simulator runs beside it.')
    .option('--no-simulator', 'in sandbox mode, leave the simulator out')
    .option('--json', 'when up, write one line of JSON with the addresses; the log goes to standard error')
    .action(async (options: { simulator: boolean; json?: boolean }) => {
      const { settings, brokersFile } = await loadConfiguration(process.env, PROJECT_FOLDER);
      const log = createProcessLogger(settings.logLevel, settings.logFormat, options.json ? 'stderr' : 'stdout');
      for (const warning of settings.warnings) log.warn(warning);
      const withSimulator = settings.mode === 'sandbox' && options.simulator;
      // Loaded here, for `--help` should not wait for all of it, and while the simulator starts.
      const [{ exitOnBug, startBridge, stopOnSignal }, simulator] = await Promise.all([
        import('../main.ts'),
        withSimulator ? startSimulatorProcess(options) : undefined,
      ]);
      exitOnBug(log);
      let bridge: RunningBridge | undefined;
      try {
        bridge = await startBridge({ settings, brokersFile, log, projectFolder: PROJECT_FOLDER });
        const { stop, untilServing, offerFirstOwner } = bridge;
        stopOnSignal(async () => {
          await stop();
          await simulator?.stop();
        }, log);
        stopWithNpm();
        const isServing = await untilServing();
        if (!isServing) return;
        const firstOwnerUrl = await offerFirstOwner();
        if (options.json) printAddresses(settings, withSimulator, firstOwnerUrl);
        else if (firstOwnerUrl !== null) await printFirstOwner(firstOwnerUrl, log);
        if (options.json || settings.mode !== 'sandbox' || !brokersFile) return;
        await flushLog(log);
        printPanel(settings, brokersFile, withSimulator);
      } catch (error) {
        await bridge?.stop();
        await simulator?.stop();
        await flushLog(log);
        throw error;
      }
    });
}

/** Not in the log: it makes whoever opens it the owner, and logs go far. */
async function printFirstOwner(url: string, log: Logger): Promise<void> {
  await flushLog(log);
  process.stdout.write(`Nobody owns this bridge yet. Its first owner signs up, once, at:\n  ${url}\n`);
}

function printAddresses(
  { mode, publicUrl, simulatorUrl }: Settings,
  withSimulator: boolean,
  firstOwnerUrl: string | null,
): void {
  const ofSimulator = withSimulator ? { simulatorUrl, mailboxUrl: `${simulatorUrl}/mailbox` } : {};
  printLine({ mode, publicUrl, ...ofSimulator, ...(firstOwnerUrl === null ? {} : { firstOwnerUrl }) });
}
