import { type Command, InvalidArgumentError } from 'commander';
import type { ApiKeyChange } from '../domain/api-keys/api-key-registration.ts';
import { API_KEY_SCOPES, type ApiKeyScope } from '../lib/api-key-scopes.ts';

export interface ApiKeyOptions {
  readonly name?: string;
  readonly scope?: readonly ApiKeyScope[];
  readonly allScopes?: boolean;
  readonly ip?: readonly string[];
  readonly anyIp?: boolean;
  readonly requireSignature?: boolean;
  readonly expiresInDays?: number;
}

export function addApiKeyOptions(command: Command): Command {
  return command
    .option('--name <name>', 'what those who look after the keys see')
    .option('--scope <scope>', `what it may do; give it again for each of ${API_KEY_SCOPES.join(', ')}`, collectScope)
    .option('--all-scopes', 'it may do everything')
    .option('--ip <address>', 'an address or network from which it may be used; give it again for each', collect)
    .option('--any-ip', 'it may be used from everywhere')
    .option('--require-signature', 'every request has to be signed')
    .option('--no-require-signature', 'requests need not be signed');
}

export function addExpiryOption(command: Command): Command {
  return command.option('--expires-in-days <days>', 'when it ends, from now: 1 to 366', parseDays);
}

/** @returns Those that were given. */
export function settingsOf(options: ApiKeyOptions): ApiKeyChange {
  const { name, requireSignature, expiresInDays } = options;
  const scopes = options.allScopes ? API_KEY_SCOPES : options.scope;
  const ipList = options.anyIp ? [] : options.ip;
  return {
    ...(name === undefined ? {} : { name }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(ipList === undefined ? {} : { ipList }),
    ...(requireSignature === undefined ? {} : { requiresSignature: requireSignature }),
    ...(expiresInDays === undefined ? {} : { expiresInDays }),
  };
}

function collect(entry: string, others: readonly string[] = []): readonly string[] {
  return [...others, entry];
}

function collectScope(text: string, others: readonly ApiKeyScope[] = []): readonly ApiKeyScope[] {
  const scope = API_KEY_SCOPES.find((one) => one === text);
  if (scope === undefined) throw new InvalidArgumentError(`Give one of ${API_KEY_SCOPES.join(', ')}.`);
  return others.includes(scope) ? others : [...others, scope];
}

function parseDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= 366) return days;
  throw new InvalidArgumentError('Give a whole number of days from 1 to 366.');
}
