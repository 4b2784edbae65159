import { readFile } from 'node:fs/promises';
import joi from 'joi';
import { SettingsError } from './load-settings.ts';

/** The seed file: CRMs, brokers and, for trying things out, traders. Its schema is the one of the admin's import. */
export interface BrokersFile {
  /** Whether these are examples, which production mode refuses. */
  readonly sandbox: boolean;
  readonly crms: readonly { readonly brokerCrmName: string; readonly displayName: string }[];
  readonly brokers: readonly SeedBroker[];
}

export interface SeedBroker {
  readonly brokerName: string;
  readonly brokerCrmName: string;
  readonly displayName: string;
  readonly whiteLabelOf: string | null;
  readonly enabled: boolean;
  readonly hosts: readonly string[];
  readonly platformPassword: string;
  readonly platform: {
    readonly baseUrl: string;
    readonly managerLogin: number;
    readonly managerPassword: string;
    readonly userIdPath: string;
    readonly logoutPath: string;
    readonly idempotentExternalIds: boolean;
  };
  readonly screens: {
    readonly successUrl: string;
    readonly defaultLanguage: string;
    readonly languages: readonly string[];
    readonly frameOrigins: readonly string[];
  };
  readonly tokens: {
    readonly oneTimeTokenTtlSeconds: number;
    readonly accessTokenTtlSeconds: number | null;
    readonly crmApiTokenTtlSeconds: number;
    readonly inappTokens: boolean;
    readonly inappTokenTtlSeconds: number;
  };
  readonly payments: { readonly minDepositMinor: number; readonly maxDepositMinor: number };
  readonly firstAccount: SeedOffer | null;
  readonly traders: readonly SeedTrader[];
}

export interface SeedOffer {
  readonly environment: 'demo' | 'live';
  readonly groupName: string;
  readonly depositCurrency: string;
  readonly leverageInCents: number;
  readonly accountType: 'HEDGED' | 'NETTED' | 'SPREAD_BETTING';
  readonly totalMarginCalculationType: 'MAX' | 'SUM' | 'NET';
  readonly accessRights: 'FULL_ACCESS' | 'CLOSE_ONLY' | 'NO_TRADING' | 'NO_LOGIN';
  readonly openingBalanceMinor: number;
}

export interface SeedTrader {
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly preferredLanguage: string;
  readonly platformUserId: number;
  readonly accounts: readonly {
    readonly environment: 'demo' | 'live';
    readonly login: number;
    readonly ctidTraderAccountId: number;
    readonly depositCurrency: string;
    readonly moneyDigits: number;
  }[];
}

const name = joi
  .string()
  .pattern(/^[A-Za-z0-9._~-]+$/)
  .message('may hold letters, digits and - . _ ~ only')
  .max(64);
const integer = joi.number().integer();
const environment = joi.string().valid('demo', 'live');
const currency = joi
  .string()
  .pattern(/^[A-Z]{3}$/)
  .message('must be three capital letters');
const address = joi
  .string()
  .pattern(/\{\w+\}/, { invert: true })
  .message('holds a placeholder that is not filled in here; write the address itself')
  .uri({ scheme: ['http', 'https'] });
const path = joi.string().pattern(/^\//).message('must begin with /');

const offer = joi.object({
  environment: environment.required(),
  groupName: joi.string().required(),
  depositCurrency: currency.required(),
  leverageInCents: integer.min(100).required(),
  accountType: joi.string().valid('HEDGED', 'NETTED', 'SPREAD_BETTING').required(),
  totalMarginCalculationType: joi.string().valid('MAX', 'SUM', 'NET').required(),
  accessRights: joi.string().valid('FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN').required(),
  openingBalanceMinor: integer.min(0).default(0),
});

const account = joi.object({
  environment: environment.required(),
  login: integer.min(1).required(),
  ctidTraderAccountId: integer.min(1).required(),
  depositCurrency: currency.required(),
  moneyDigits: integer.min(0).max(8).default(2),
  balanceMinor: integer.min(0),
});

const trader = joi.object({
  email: joi.string().email({ tlds: false }).required(),
  password: joi.string().min(8).required(),
  firstName: joi.string().allow(null).default(null),
  lastName: joi.string().allow(null).default(null),
  preferredLanguage: joi.string().default('en'),
  platformUserId: integer.min(1).required(),
  accounts: joi.array().items(account).default([]),
});

const platform = joi.object({
  baseUrl: address.required(),
  managerLogin: integer.min(1).required(),
  managerPassword: joi.string().min(8).required(),
  userIdPath: path.default('/cid/oauth2/ctid/userId'),
  logoutPath: path.default('/cid/oauth2/ctid/logout'),
  idempotentExternalIds: joi.boolean().default(false),
});

const screens = joi.object({
  successUrl: address.required(),
  defaultLanguage: joi.string().default('en'),
  languages: joi.array().items(joi.string()).min(1).default(['en']),
  frameOrigins: joi.array().items(address).default([]),
});

const tokens = joi.object({
  oneTimeTokenTtlSeconds: integer.min(10).max(900).default(60),
  accessTokenTtlSeconds: integer.min(60).allow(null).default(7_776_000),
  crmApiTokenTtlSeconds: integer.min(604_800).default(2_592_000),
  inappTokens: joi.boolean().default(false),
  inappTokenTtlSeconds: integer.min(60).default(2_592_000),
});

const payments = joi.object({
  minDepositMinor: integer.min(1).default(1000),
  maxDepositMinor: integer.min(1).default(1_000_000),
});

const broker = joi.object({
  brokerName: name.required(),
  brokerCrmName: name.required(),
  displayName: joi.string().max(100).required(),
  whiteLabelOf: name.allow(null).default(null),
  enabled: joi.boolean().default(true),
  hosts: joi.array().items(joi.string().lowercase().hostname()).default([]),
  platformPassword: joi.string().min(12).required(),
  platform: platform.required(),
  screens: screens.required(),
  tokens: tokens.default(tokens.validate({}).value),
  payments: payments.default(payments.validate({}).value),
  firstAccount: offer.allow(null).default(null),
  traders: joi.array().items(trader).default([]),
});

const brokersFile = joi.object({
  sandbox: joi.boolean().default(false),
  crms: joi
    .array()
    .items(joi.object({ brokerCrmName: name.required(), displayName: joi.string().max(100).required() }))
    .unique('brokerCrmName')
    .required(),
  brokers: joi.array().items(broker).unique('brokerName').required(),
});

/**
 * Reads and checks a seed file.
 *
 * @param placeholders - Values for `{simulatorUrl}` and the like.
 * @throws SettingsError naming every fault.
 */
export async function loadBrokersFile(
  path: string,
  placeholders: Readonly<Record<string, string>>,
): Promise<BrokersFile> {
  return checkBrokersFile(await readBrokersFile(path, placeholders), path);
}

/** Reads a seed file as the JSON that it is. @throws SettingsError */
export async function readBrokersFile(path: string, placeholders: Readonly<Record<string, string>>): Promise<unknown> {
  const text = await readText(path);
  const filled = text.replace(/\{(\w+)\}/g, (whole, key: string) => placeholders[key] ?? whole);
  return parseJson(filled, path);
}

/** @throws SettingsError naming every fault. */
export function checkBrokersFile(json: unknown, path: string): BrokersFile {
  const { value, error } = brokersFile.validate(json, {
    abortEarly: false,
    // The file holds secrets, so a fault is told by its place, never by its value.
    errors: { label: false },
  });
  if (!error) return value as BrokersFile;
  const faults = new Map<string, string>();
  for (const { path: place, message } of error.details) {
    const name = place.join('.') || 'the file';
    if (!faults.has(name)) faults.set(name, message);
  }
  throw new SettingsError([...faults].map(([name, message]) => `${path}: ${name} ${message}.`));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new SettingsError([`${path} cannot be read (${codeOf(cause)}). Give the path of a JSON file.`]);
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The rest of the message can quote the text.
    const [place = ''] = / \(line \d+ column \d+\)/.exec(String(cause)) ?? [];
    throw new SettingsError([`${path} is not JSON${place}.`]);
  }
}
