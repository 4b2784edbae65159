import { resolve } from 'node:path';
import type { EncryptionKey } from '../lib/key-ring.ts';
import { describeSettings, type ShownSetting } from './describe-settings.ts';
import { parseEncryptionKeys, SANDBOX_ENCRYPTION_KEYS } from './encryption-keys.ts';
import { findNearMisses } from './near-misses.ts';
import { SETTINGS, type Setting } from './settings.ts';
import { faultsOfStaffOidc, type StaffOidcSettings, staffOidcOf } from './staff-oidc-settings.ts';
import { splitList } from './trusted-proxies.ts';

/** The settings of one process, checked and complete. */
export interface Settings {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  readonly simulatorPort: number;
  readonly simulatorSmtpPort: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly simulatorUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Absolute path. */
  readonly brokersFile: string | undefined;
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly trustedProxies: readonly string[];
  readonly metricsToken: string | undefined;
  /** The provider at which staff can sign in. */
  readonly staffOidc: StaffOidcSettings | undefined;
  readonly logLevel: string;
  /** `undefined` leaves the choice to the output. */
  readonly logFormat: 'json' | 'text' | undefined;
  readonly platformTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
  /** All of them, as they may be shown. */
  readonly shown: readonly ShownSetting[];
  /** What looks like a misspelt setting. */
  readonly warnings: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** All that is wrong with the settings, at once. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Settings, and what is wrong with them; with any fault they are not to be used. */
export interface ReadSettings {
  readonly settings: Settings;
  /** Sentences, each with its remedy. */
  readonly faults: readonly string[];
}

/**
 * @param environment - Environment variables; an empty value counts as left out.
 * @param projectFolder - Where `config/` stands.
 * @throws SettingsError naming every fault with its remedy.
 */
export function loadSettings(environment: Environment, projectFolder: string): Settings {
  const { settings, faults } = readSettings(environment, projectFolder);
  if (faults.length > 0) throw new SettingsError(faults);
  return settings;
}

/** Like `loadSettings`, for whoever has more to check before all faults are told. */
export function readSettings(environment: Environment, projectFolder: string): ReadSettings {
  const given = (setting: Setting) => environment[setting.variable]?.trim() || undefined;
  const isProduction = given(SETTINGS.mode) === 'production';
  const faults: string[] = [];
  const read = <Value>(setting: Setting): Value | undefined => {
    const fault = (isProduction && productionFault(setting, given(setting))) || undefined;
    const text = given(setting) ?? setting.defaultText ?? undefined;
    const { value, error } = setting.schema.validate(text, { errors: { label: false } });
    if (fault) faults.push(fault);
    else if (error) faults.push(`${setting.variable} ${error.message}. ${setting.sentence}`);
    return fault || error ? undefined : (value as Value | undefined);
  };

  const mode = read<Settings['mode']>(SETTINGS.mode) ?? 'sandbox';
  const host = read<string>(SETTINGS.host) ?? '';
  const port = read<number>(SETTINGS.port) ?? 0;
  const simulatorPort = read<number>(SETTINGS.simulatorPort) ?? 0;
  const simulatorSmtpPort = read<number>(SETTINGS.simulatorSmtpPort) ?? 0;
  const publicUrl = (read<string>(SETTINGS.publicUrl) ?? `http://${hostInUrl(host)}:${port}`).replace(/\/+$/, '');
  const settings: Omit<Settings, 'shown'> = {
    mode,
    host,
    port,
    simulatorPort,
    simulatorSmtpPort,
    publicUrl,
    simulatorUrl: originOf(`http://${hostInUrl(host)}:${simulatorPort}`),
    dataDir: resolve(read<string>(SETTINGS.dataDir) ?? ''),
    databaseUrl: read(SETTINGS.databaseUrl),
    redisUrl: read(SETTINGS.redisUrl),
    brokersFile: brokersFileOf(read(SETTINGS.brokersFile), mode, projectFolder),
    encryptionKeys: parseEncryptionKeys(read<string>(SETTINGS.encryptionKeys) ?? SANDBOX_ENCRYPTION_KEYS),
    smtpUrl: read<string>(SETTINGS.smtpUrl) ?? `smtp://127.0.0.1:${simulatorSmtpPort}`,
    mailFrom: read<string>(SETTINGS.mailFrom) ?? `no-reply@${mailDomainOf(publicUrl)}`,
    trustedProxies: splitList(read<string>(SETTINGS.trustedProxies) ?? ''),
    metricsToken: read(SETTINGS.metricsToken),
    staffOidc: staffOidcOf(read),
    logLevel: read<string>(SETTINGS.logLevel) ?? 'info',
    logFormat: read(SETTINGS.logFormat),
    platformTimeoutSeconds: read<number>(SETTINGS.platformTimeoutSeconds) ?? 0,
    requestTimeoutSeconds: read<number>(SETTINGS.requestTimeoutSeconds) ?? 0,
    warnings: findNearMisses(Object.keys(environment)),
  };
  const shown = describeSettings(environment, effectiveOf(settings));
  return { settings: { ...settings, shown }, faults: [...faults, ...faultsOfStaffOidc(given)] };
}

/** What settings came to that have no default of their own. */
function effectiveOf({ publicUrl, brokersFile, smtpUrl, mailFrom, dataDir }: Omit<Settings, 'shown'>) {
  return {
    [SETTINGS.publicUrl.variable]: publicUrl,
    [SETTINGS.brokersFile.variable]: brokersFile,
    [SETTINGS.smtpUrl.variable]: smtpUrl,
    [SETTINGS.mailFrom.variable]: mailFrom,
    [SETTINGS.dataDir.variable]: dataDir,
  };
}

function productionFault({ variable, production }: Setting, text: string | undefined): string | undefined {
  const fault = production?.fault(text);
  return fault && `${variable} ${fault}. ${production?.remedy}`;
}

/** A path that was given is relative to where the process was started. */
function brokersFileOf(given: string | undefined, mode: Settings['mode'], projectFolder: string): string | undefined {
  if (given !== undefined) return resolve(given);
  return mode === 'sandbox' ? resolve(projectFolder, 'config/brokers.example.json') : undefined;
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** As a browser writes it: it stands in redirect URIs, which are compared exactly. */
function originOf(address: string): string {
  return URL.parse(address)?.origin ?? address;
}

/** An address and its brackets are no part of a mail address. */
function mailDomainOf(publicUrl: string): string {
  const hostname = URL.parse(publicUrl)?.hostname ?? '';
  return /^[\d.]+$|^\[|^$/.test(hostname) ? 'localhost' : hostname;
}
