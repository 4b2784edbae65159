import type { Command } from 'commander';
import type { App } from '../app.ts';
import { isBridgeError } from '../errors/bridge-error.ts';
import { print, table } from './print.ts';
import { withApp } from './with-app.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly finding: string;
}

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check settings, stores, secrets and the connection to every trading platform.')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const findings = await withApp((app, settings) => examine(app, settings.warnings));
      const rows = findings.map(({ check, ok, finding }) => [ok ? 'ok' : 'FAULT', check, finding]);
      print({ items: findings, nextCursor: null }, options, table(['', 'CHECK', 'FINDING'], rows));
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

async function examine(app: App, warnings: readonly string[]): Promise<Finding[]> {
  const settings = warnings.map((finding) => ({ check: 'settings', ok: false, finding }));
  const node = { check: 'node', ok: Number(process.versions.node.split('.')[0]) >= 24, finding: process.version };
  const stores = await app.storage.ping();
  const kinds = app.storage.describe();
  const findings: Finding[] = [
    node,
    ...settings,
    { check: 'records', ok: stores.records, finding: `${kinds.records} ${answer(stores.records)}` },
    { check: 'expiring', ok: stores.expiring, finding: `${kinds.expiring} ${answer(stores.expiring)}` },
  ];
  if (!stores.records) return findings;
  await app.start();
  const brokers = await Promise.all(app.brokers.list().map(({ brokerName }) => examineBroker(app, brokerName)));
  return [...findings, ...brokers];
}

function answer(answers: boolean): string {
  return answers ? 'answers' : 'does not answer';
}

/** Opening the manager's password, buying a token with it and asking one question shows that all three work. */
async function examineBroker(app: App, brokerName: string): Promise<Finding> {
  const check = `platform of ${brokerName}`;
  const broker = app.brokers.get(brokerName);
  try {
    await app.platform.findUserId(broker, 'doctor@example.com');
    return { check, ok: true, finding: 'answers' };
  } catch (error) {
    const finding = isBridgeError(error)
      ? `${error.message}${error.detail ? ` (${error.detail})` : ''}`
      : String(error);
    return { check, ok: false, finding };
  }
}
