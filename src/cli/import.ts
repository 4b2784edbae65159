import type { Command } from 'commander';
import type { App } from '../app.ts';
import { readBrokersFile } from '../config/brokers-file.ts';
import type { ImportedPart, MadeSecret } from '../transfer/import-plan.ts';
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
        return apply(app, document);
      });
      const { faults, create, update, crms } = outcome;
      if (faults.length > 0) process.exitCode = 1;
      else if (dryRun && exitCode && create.length + update.length + crms.length > 0) process.exitCode = DIFFERS;
      print({ dryRun, ...outcome }, options, sayOutcome(outcome, dryRun));
    });
}

/** Notes each white label once it is done. Where it breaks off, the secrets of those before are shown all the same. */
async function apply(app: App, document: unknown): Promise<Outcome> {
  const made: string[] = [];
  const onDone = async (done: ImportedPart) => {
    if (done.kind === 'white-label') made.push(...done.secrets.map(saySecret));
    await noteDone(app, done);
  };
  try {
    return await app.transfer.applyImport(document, commandLineActor(), { onDone });
  } catch (error) {
    if (made.length > 0)
      process.stderr.write(`It broke off. These were made, and are not shown again:\n${made.join('\n')}\n`);
    throw error;
  }
}

async function noteDone(app: App, done: ImportedPart): Promise<void> {
  if (done.kind === 'crm') {
    const target = { type: 'crm', id: done.brokerCrmName };
    await noteChange(app, { brokerName: null, action: 'crm.add', target });
    return;
  }
  const { brokerName, isNew, changes } = done;
  const target = { type: 'white-label', id: brokerName };
  if (isNew) {
    const after = app.brokers.snapshotOf(brokerName);
    await noteChange(app, { brokerName, action: 'white-label.add', target, after });
    return;
  }
  await noteChange(app, { brokerName, action: 'white-label.update', target, changes });
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
    ...secrets.map(saySecret),
    ...(secrets.length > 0
      ? ['They are not shown again. Where the platform has another password, give that one.']
      : []),
    dryRun ? 'Nothing was saved.' : sayEnd(create.length, update.length),
  ].join('\n');
}

function saySecret({ brokerName, field, secret }: MadeSecret): string {
  return `${brokerName}: new ${field}: ${secret}`;
}

function sayEnd(created: number, updated: number): string {
  if (created + updated === 0) return 'Nothing changes.';
  return `${created} added, ${updated} changed. Running bridges follow within a second.`;
}
