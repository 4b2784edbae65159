import { resolve } from 'node:path';
import type { EncryptionKey } from '../lib/key-ring.ts';
import { findNearMisses } from './near-misses.ts';
import { SANDBOX_ENCRYPTION_KEYS, SETTINGS, type Setting } from './settings.ts';

/** The settings of one process, checked and complete. */
export interface Settings {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  readonly simulatorPort: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly simulatorUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Absolute path. */
  readonly brokersFile: string | undefined;
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly trustedProxies: readonly string[];
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  readonly platformTimeoutSeconds: number;
  readonly requestTimeoutSeconds: number;
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

/**
 * @param environment - Environment variables; an empty value counts as left out.
 * @param projectFolder - Where `config/` stands.
 * @throws SettingsError naming every fault with its remedy.
 */
export function loadSettings(environment: Environment, projectFolder: string): Settings {
  const faults: string[] = [];
  const given = (setting: Setting) => environment[setting.variable]?.trim() || undefined;
  const read = <Value>(setting: Setting): Value | undefined => {
    const text = given(setting) ?? setting.defaultText ?? undefined;
    if (text === undefined) return undefined;
    const { value, error } = setting.schema.validate(text);
    if (!error) return value as Value;
    // The value itself may be a secret, so it is not repeated.
    faults.push(`${setting.variable} is not valid. ${setting.sentence}`);
    return undefined;
  };

  const mode = read<Settings['mode']>(SETTINGS.mode) ?? 'sandbox';
  const host = read<string>(SETTINGS.host) ?? '';
  const port = read<number>(SETTINGS.port) ?? 0;
  const simulatorPort = read<number>(SETTINGS.simulatorPort) ?? 0;
  const keysText = read<string>(SETTINGS.encryptionKeys) ?? SANDBOX_ENCRYPTION_KEYS;
  if (mode === 'production') faults.push(...productionFaults(given));

  const brokersFile = read<string>(SETTINGS.brokersFile) ?? (mode === 'sandbox' ? 'config/brokers.example.json' : '');
  const settings: Settings = {
    mode,
    host,
    port,
    simulatorPort,
    publicUrl: (read<string>(SETTINGS.publicUrl) ?? `http://${hostInUrl(host)}:${port}`).replace(/\/+$/, ''),
    simulatorUrl: `http://${hostInUrl(host)}:${simulatorPort}`,
    dataDir: resolve(read<string>(SETTINGS.dataDir) ?? ''),
    databaseUrl: read(SETTINGS.databaseUrl),
    redisUrl: read(SETTINGS.redisUrl),
    brokersFile:
      brokersFile === '' ? undefined : resolve(given(SETTINGS.brokersFile) ? '' : projectFolder, brokersFile),
    encryptionKeys: parseEncryptionKeys(keysText, faults),
    trustedProxies: (read<string>(SETTINGS.trustedProxies) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    metricsToken: read(SETTINGS.metricsToken),
    logLevel: read<string>(SETTINGS.logLevel) ?? 'info',
    platformTimeoutSeconds: read<number>(SETTINGS.platformTimeoutSeconds) ?? 0,
    requestTimeoutSeconds: read<number>(SETTINGS.requestTimeoutSeconds) ?? 0,
    warnings: findNearMisses(Object.keys(environment)),
  };
  if (faults.length > 0) throw new SettingsError(faults);
  return settings;
}

function productionFaults(given: (setting: Setting) => string | undefined): string[] {
  const faults: string[] = [];
  for (const setting of Object.values<Setting>(SETTINGS)) {
    const fault = setting.production?.fault(given(setting));
    if (fault) faults.push(`${setting.variable} ${fault}. ${setting.production?.remedy}`);
  }
  return faults;
}

function parseEncryptionKeys(text: string, faults: string[]): EncryptionKey[] {
  const keys = text.split(',').map((entry) => {
    const [id = '', base64 = ''] = entry.split(':');
    return { id, bytes: Buffer.from(base64, 'base64') };
  });
  const wrong = keys.filter(({ bytes }) => bytes.length !== 32).map(({ id }) => id);
  if (wrong.length > 0) faults.push(`ENCRYPTION_KEYS: ${wrong.join(', ')} is not 32 bytes long. ${remedyForKeys()}`);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    faults.push('ENCRYPTION_KEYS has two keys with one id. Give each key an id of its own.');
  }
  return keys;
}

function remedyForKeys(): string {
  return SETTINGS.encryptionKeys.production.remedy;
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
