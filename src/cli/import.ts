import type { Command } from 'commander';
import type { App } from '../app.ts';
import { readBrokersFile } from '../config/brokers-file.ts';
import { commandLineActor } from './command-line-actor.ts';
import { leaveUnnoted, noteChange } from './note-change.ts';
import { print } from './print.ts';
import { sayChange } from './say-change.ts';
import { withApp } from './with-app.ts';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly exitCode?: boolean;
  readonly json?: boolean;
}

type Plan = Awaited<ReturnType<App['transfer']['planImport']>>;
type Outcome = Plan & Partial<Pick<Awaited<ReturnType<App['transfer']['applyImport']>>, 'secrets'>>;

const DIFFERS = 2;

export function registerImport(program: Command): void {
  program
    .command('import')
    .description('Bring in a document that `drawbridge export` wrote. All of it is checked before anything is saved.')
    .argument('<file>', 'a file in the shape of config/brokers.example.json; what it does not name stays')
    .option('--dry-run', 'show what would change, and save nothing')
    .option('--exit-code', 'with --dry-run: end with 2 where something would change')
    .option('--json', 'answer in JSON')
    .addHelpText('after', '\nEnds with 0 when it is done or nothing changes, and with 1 when the document is refused.')
    .action(async (path: string, { dryRun = false, exitCode = false, ...options }: ImportOptions) => {
      const outcome = await withApp(async (app, { mode, simulatorUrl }): Promise<Outcome> => {
        const document = await readBrokersFile(path, mode === 'production' ? {} : { simulatorUrl });
        await app.start();
        const plan = await app.transfer.planImport(document);
        leaveUnnoted();
        if (dryRun || plan.faults.length > 0) return plan;
        const report = await app.transfer.applyImport(document, commandLineActor());
        await noteImport(app, report);
        return report;
      });
      const { faults, create, update, crms } = outcome;
      if (faults.length > 0) process.exitCode = 1;
      else if (dryRun && exitCode && create.length + update.length + crms.length > 0) process.exitCode = DIFFERS;
      print({ dryRun, ...outcome }, options, sayOutcome(outcome, dryRun));
    });
}

async function noteImport(app: App, { crms, create, update }: Plan): Promise<void> {
  for (const id of crms) {
    await noteChange(app, { brokerName: null, action: 'crm.add', target: { type: 'crm', id } });
  }
  for (const { brokerName } of create) {
    const after = app.brokers.snapshotOf(brokerName);
    const target = { type: 'white-label', id: brokerName };
    await noteChange(app, { brokerName, action: 'white-label.add', target, after });
  }
  for (const { brokerName, changes } of update) {
    const target = { type: 'white-label', id: brokerName };
    await noteChange(app, { brokerName, action: 'white-label.update', target, changes });
  }
}

function sayOutcome({ crms, create, update, unchanged, faults, secrets = [] }: Outcome, dryRun: boolean): string {
  if (faults.length > 0) {
    const lines = faults.map(({ brokerName, field, reason }) => `${brokerName ?? 'the document'}: ${field} ${reason}.`);
    return [...lines, 'Nothing was imported.'].join('\n');
  }
  return [
    ...crms.map((name) => `+ CRM ${name}`),
    ...create.map(({ brokerName }) => `+ ${brokerName}`),
    ...update.flatMap(({ brokerName, changes }) => [
      `~ ${brokerName}`,
      ...changes.map((change) => `    ${sayChange(change)}`),
    ]),
    ...(unchanged.length > 0 ? [`= ${unchanged.length} unchanged`] : []),
    ...secrets.map(({ brokerName, field, secret }) => `${brokerName}: new ${field}: ${secret}`),
    ...(secrets.length > 0
      ? ['They are not shown again. Where the platform has another password, give that one.']
      : []),
    dryRun ? 'Nothing was saved.' : sayEnd(create.length, update.length),
  ].join('\n');
}

function sayEnd(created: number, updated: number): string {
  if (created + updated === 0) return 'Nothing changes.';
  return `${created} added, ${updated} changed. Running bridges follow within a second.`;
}
