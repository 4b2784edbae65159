import joi from 'joi';
import { secretText } from './kept-secret.ts';
import { onboarding } from './onboarding-schema.ts';
import { seedApiKey } from './seed-api-key-schema.ts';
import { seedClient } from './seed-client-schema.ts';
import { seedStaffMember } from './seed-staff-schema.ts';

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
  password: secretText(8).required(),
  firstName: joi.string().allow(null).default(null),
  lastName: joi.string().allow(null).default(null),
  preferredLanguage: joi.string().default('en'),
  platformUserId: integer.min(1).required(),
  signedAgreements: joi.boolean().default(false),
  accounts: joi.array().items(account).default([]),
});

const platform = joi.object({
  baseUrl: address.required(),
  managerLogin: integer.min(1).required(),
  managerPassword: secretText(8).required(),
  userIdPath: path.default('/cid/oauth2/ctid/userId'),
  logoutPath: path.default('/cid/oauth2/ctid/logout'),
  idempotentExternalIds: joi.boolean().default(false),
  identity: joi.string().valid('sso', 'handoff').default('sso'),
});

const screens = joi.object({
  successUrl: address.required(),
  defaultLanguage: joi.string().default('en'),
  languages: joi.array().items(joi.string()).min(1).default(['en']),
  frameOrigins: joi.array().items(address).default([]),
  landingUrl: address.allow(null).default(null),
  embeddedPlatformUrl: joi.string().allow(null).default(null),
});

const colour = joi
  .string()
  .pattern(/^#[0-9a-f]{6}$/i)
  .message('must be a colour such as #1d5fd1')
  .allow(null)
  .default(null);
const image = joi
  .string()
  .pattern(/^data:image\/(png|jpeg|webp|svg\+xml|x-icon);base64,[A-Za-z0-9+/]+=*$/)
  .message('must be an image as a data: address in base64')
  .allow(null)
  .default(null);
const byLanguage = joi.object().pattern(/^[a-z]{2}$/, joi.string().max(2000));

const branding = joi.object({
  logoLight: image,
  logoDark: image,
  favicon: image,
  accentLight: colour,
  accentDark: colour,
  legalEntity: joi.string().max(200).allow('').default(''),
  jurisdiction: joi.string().max(500).allow('').default(''),
  riskWarning: byLanguage.default({}),
  support: joi
    .object({
      email: joi.string().email({ tlds: false }).allow(null).default(null),
      phone: joi.string().max(40).allow(null).default(null),
      url: address.allow(null).default(null),
    })
    .default({ email: null, phone: null, url: null }),
});

/** An address with placeholders that the bridge fills in later. */
const template = joi
  .string()
  .pattern(/^https?:\/\//)
  .message('must begin with https://')
  .max(2000);

const action = joi
  .alternatives(
    joi.object({ kind: joi.string().valid('built-in', 'off').required() }),
    joi.object({ kind: joi.string().valid('external').required(), template: template.required() }),
  )
  .default({ kind: 'built-in' });

const actions = joi.object({
  deposit: action,
  withdrawal: action,
  kyc: action,
  'create-account': action,
  'change-password': action,
  'change-email': action,
  chat: action.default({ kind: 'off' }),
  action,
});

const redirectCashier = joi.object({
  kind: joi.string().valid('redirect').required(),
  template: template.required(),
  payoutUrl: address.allow(null).default(null),
  secret: secretText(16).required(),
});

const cashier = joi.alternatives(
  joi.object({ kind: joi.string().valid('sandbox', 'off').required() }),
  redirectCashier,
);

const openOffer = joi.object({
  id: name.required(),
  environment: environment.required(),
  groupName: joi.string().required(),
  accountType: joi.string().valid('HEDGED', 'NETTED', 'SPREAD_BETTING').required(),
  depositCurrencies: joi.array().items(currency).min(1).unique().required(),
  leveragesInCents: joi.array().items(integer.min(100)).min(1).unique().required(),
  totalMarginCalculationType: joi.string().valid('MAX', 'SUM', 'NET').default('MAX'),
  accessRights: joi.string().valid('FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN').default('FULL_ACCESS'),
  openingBalanceMinor: integer.min(0).default(0),
});

/** Without a zone a time would be another one on another machine. */
const time = joi.string().custom((value: string, helpers) => {
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(value);
  const timeMs = isTime ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(timeMs)) return helpers.message({ custom: 'must be a date or a time such as 2026-03-01T00:00:00Z' });
  return new Date(timeMs).toISOString();
});

const sha256 = joi
  .string()
  .pattern(/^[0-9a-f]{64}$/)
  .message('must be a SHA-256 in hex');
const inLanguages = (schema: joi.Schema) => joi.alternatives(schema, joi.object().pattern(/^[a-z]{2}$/, schema));

/** A withdrawal is no document. */
const agreement = joi
  .object({
    id: name.required(),
    version: name.required(),
    effectiveAt: time,
    title: byLanguage,
    url: inLanguages(address),
    documentSha256: inLanguages(sha256),
    withdraws: joi.valid(true),
  })
  .xor('title', 'withdraws')
  .xor('url', 'withdraws')
  .oxor('documentSha256', 'withdraws');

type Version = Readonly<Record<'id' | 'version', unknown>>;
const isSameVersion = (one: Version, other: Version) => one.id === other.id && one.version === other.version;

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
  minWithdrawalMinor: integer.min(1).default(1000),
  maxWithdrawalMinor: integer.min(1).default(1_000_000),
  cashier: cashier.default({ kind: 'sandbox' }),
});

const privacy = joi.object({
  allowPlaceholders: joi.boolean().default(false),
});

const broker = joi.object({
  brokerName: name.required(),
  brokerCrmName: name.required(),
  displayName: joi.string().max(100).required(),
  whiteLabelOf: name.allow(null).default(null),
  enabled: joi.boolean().default(true),
  hosts: joi.array().items(joi.string().lowercase().hostname()).default([]),
  platformPassword: secretText(12).required(),
  platform: platform.required(),
  screens: screens.required(),
  tokens: tokens.default(tokens.validate({}).value),
  payments: payments.default(payments.validate({}).value),
  branding: branding.default(branding.validate({}).value),
  actions: actions.default(actions.validate({}).value),
  firstAccount: offer.allow(null).default(null),
  accountOffers: joi.array().items(openOffer).unique('id').default([]),
  onboarding: onboarding.default(onboarding.validate({}).value),
  agreements: joi.array().items(agreement).unique(isSameVersion).default([]),
  privacy: privacy.default(privacy.validate({}).value),
  traders: joi.array().items(trader).default([]),
  clients: joi.array().items(seedClient).unique('id').default([]),
  apiKeys: joi.array().items(seedApiKey).unique('key').default([]),
});

/** The schema of the seed file. @see `seed-file-types.ts` */
export const brokersFile = joi.object({
  sandbox: joi.boolean().default(false),
  crms: joi
    .array()
    .items(joi.object({ brokerCrmName: name.required(), displayName: joi.string().max(100).required() }))
    .unique('brokerCrmName')
    .required(),
  brokers: joi.array().items(broker).unique('brokerName').required(),
  staff: joi.array().items(seedStaffMember).unique('email'),
});

const CHANGEABLE = [
  ...['displayName', 'enabled', 'hosts', 'screens', 'tokens', 'branding', 'actions'],
  ...['firstAccount', 'accountOffers', 'onboarding', 'agreements', 'privacy'],
];

/** What can be changed of a broker, whole; a secret that is left out stays. @see `SeedBrokerSettings` */
export const brokerSettings = joi.object({
  ...Object.fromEntries(CHANGEABLE.map((key) => [key, broker.extract(key)])),
  platform: platform.fork('managerPassword', (secret) => secret.optional()).required(),
  payments: payments
    .keys({
      cashier: joi.alternatives(
        joi.object({ kind: joi.string().valid('sandbox', 'off').required() }),
        redirectCashier.fork('secret', (secret) => secret.optional()),
      ),
    })
    .required(),
});
