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
      const findings = await withApp((app, settings) => examine(app, settings.warnings), 'fatal');
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
    await examineMail(app),
    ...(await examineStaffUpstream(app)),
  ];
  if (!stores.records) return findings;
  return [...findings, ...(await examineBrokers(app))];
}

async function examineMail({ mailServer }: App): Promise<Finding> {
  const ok = await mailServer.ping();
  return {
    check: 'mail',
    ok,
    finding: ok ? 'the mail server lets us in' : 'the mail server cannot be reached, or refuses',
  };
}

/** Nothing where none is set up. */
async function examineStaffUpstream({ staffUpstream }: App): Promise<Finding[]> {
  if (!staffUpstream) return [];
  const check = 'sign-in of staff';
  try {
    await staffUpstream.begin();
    return [{ check, ok: true, finding: 'the provider answers' }];
  } catch (error) {
    const reason = isBridgeError(error) ? error.detail : String(error);
    return [{ check, ok: false, finding: `the provider of STAFF_OIDC_ISSUER cannot be used (${reason})` }];
  }
}

/** Reads only: bringing the tables up to date is not for a check to do. */
async function examineBrokers(app: App): Promise<Finding[]> {
  try {
    await app.brokers.start();
  } catch (error) {
    const reason = isBridgeError(error) ? error.detail : String(error);
    const finding = `cannot be read; \`drawbridge migrate\` brings the tables up to date (${reason})`;
    return [{ check: 'brokers', ok: false, finding }];
  }
  const brokers = app.brokers.list();
  const count = { check: 'brokers', ok: true, finding: `${brokers.length} known` };
  const platforms = await Promise.all(brokers.map(({ brokerName }) => examineBroker(app, brokerName)));
  const keys = await Promise.all(brokers.map(({ brokerName }) => examineSigningKeys(app, brokerName)));
  return [count, ...platforms, ...keys.flat()];
}

/** Only what is wrong: an issuer that nobody asked yet has no key. */
async function examineSigningKeys({ brokers, signingKeys, keyRing }: App, brokerName: string): Promise<Finding[]> {
  const keys = await signingKeys.list(brokers.get(brokerName));
  const unreadable = keys.filter(({ sealedPrivateJwk }) => !keyRing.canOpen(sealedPrivateJwk));
  const finding = 'no key of ENCRYPTION_KEYS opens it; put the old one back, or revoke the signing key';
  return unreadable.map(({ id }) => ({ check: `signing key ${id} of ${brokerName}`, ok: false, finding }));
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
