import joi from 'joi';
import { INAPP_ACTIONS } from '../../../lib/inapp-actions.ts';

/*
 * What settings are made of. What they have to say is the domain's to check, which tells every fault with its field; here is what
 * type each of them has, and how much of it is read at all.
 */

const MAX_ADDRESS = 4000;
const text = joi.string().allow('').max(1000);
const address = joi.string().allow('').max(MAX_ADDRESS);
const integer = joi.number().integer();
const ttlSeconds = integer.min(1);
const minor = integer.min(0).description('In minor units of the account’s currency');
const byLanguage = joi.object().pattern(/^[a-z]{2}$/, joi.string().allow('').max(5000));
const byLanguageOrGone = joi.object().pattern(/^[a-z]{2}$/, joi.string().allow('', null).max(5000));
const environment = joi.string().valid('demo', 'live');
const accountType = joi.string().valid('HEDGED', 'NETTED', 'SPREAD_BETTING');
const marginType = joi.string().valid('MAX', 'SUM', 'NET');
const accessRights = joi.string().valid('FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN');

const screens = joi.object({
  successUrl: address.description('Where a trader’s browser goes after signing in; exact'),
  defaultLanguage: text,
  languages: joi.array().items(text).max(100),
  frameOrigins: joi.array().items(address).max(100),
  landingUrl: address.allow(null).description('`null`: the bridge’s own page of in-app actions'),
  embeddedPlatformUrl: address.allow(null).description('A template; `null` where none is opened'),
});

const image = joi.string().max(700_000).allow(null).description('A `data:` address in base64');
const branding = joi.object({
  ...{ logoLight: image, logoDark: image, favicon: image },
  accentLight: text.allow(null),
  accentDark: text.allow(null),
  legalEntity: text,
  jurisdiction: text,
  riskWarning: byLanguageOrGone.description('`null` takes a language away'),
  support: joi.object({ email: text.allow(null), phone: text.allow(null), url: address.allow(null) }),
});

const action = joi.object({
  kind: joi.string().valid('built-in', 'off', 'external').required(),
  template: address.description('Of `external`, and needed there'),
});
const actions = joi.object(Object.fromEntries(INAPP_ACTIONS.map((name) => [name, action])));

const tokens = joi.object({
  oneTimeTokenTtlSeconds: ttlSeconds,
  accessTokenTtlSeconds: ttlSeconds.allow(null).description('`null`: without end'),
  crmApiTokenTtlSeconds: ttlSeconds,
  inappTokens: joi.boolean(),
  inappTokenTtlSeconds: ttlSeconds,
});

const limits = {
  minDepositMinor: minor,
  maxDepositMinor: minor,
  minWithdrawalMinor: minor,
  maxWithdrawalMinor: minor,
};

const firstAccount = joi
  .object({
    environment: environment.required(),
    groupName: text.required(),
    depositCurrency: text.required(),
    leverageInCents: integer.required().description('1:100 is 10000'),
    accountType: accountType.required(),
    totalMarginCalculationType: marginType.required(),
    accessRights: accessRights.required(),
    openingBalanceMinor: minor.required(),
  })
  .allow(null)
  .description('`null`: traders choose from `accountOffers`, if there are any');

const accountOffer = joi.object({
  id: text.required(),
  environment: environment.required(),
  groupName: text.required(),
  accountType: accountType.required(),
  depositCurrencies: joi.array().items(text).max(50).required(),
  leveragesInCents: joi.array().items(integer).max(50).required(),
  totalMarginCalculationType: marginType.required(),
  accessRights: accessRights.required(),
  openingBalanceMinor: minor.required(),
});

const onboarding = joi.object({
  mode: joi.string().valid('workflow', 'direct').description('`direct` signs applicants up at once'),
  states: joi
    .array()
    .items(
      joi.object({
        ...{ id: text.required(), name: text.required() },
        initial: joi.boolean().required(),
        final: joi.boolean().required(),
        createUser: joi.boolean().required(),
        next: joi.array().items(text).max(50).required(),
      }),
    )
    .max(50),
});

const common = {
  displayName: text,
  hosts: joi.array().items(text).max(50).description('Host names that serve this white label alone'),
  ...{ screens, branding, actions, tokens, firstAccount, onboarding },
  accountOffers: joi.array().items(accountOffer).max(100),
  privacy: joi.object({ allowPlaceholders: joi.boolean() }),
};

/** The part of the settings that changes. Objects are laid over part by part; lists, and what has a `kind`, are whole. */
export const settingsChange = joi
  .object({ ...common, payments: joi.object(limits) })
  .min(1)
  .example({ screens: { successUrl: 'https://app.broker.example/signed-in' } });

/** Of one that is to be: all that can be said, and nothing that has to be. */
export const newSettings = joi
  .object({
    ...common,
    platform: joi.object({
      baseUrl: address,
      managerLogin: integer.min(0),
      managerPassword: joi.string().allow('').max(200).description('Is kept sealed, and never shown'),
      userIdPath: text,
      logoutPath: text,
      idempotentExternalIds: joi.boolean(),
      identity: joi.string().valid('sso', 'handoff'),
    }),
    payments: joi.object({
      ...limits,
      cashier: joi.object({
        kind: joi.string().valid('sandbox', 'off', 'redirect').required(),
        template: address,
        payoutUrl: address.allow(null),
        secret: joi.string().allow('').max(500).description('One is made where it is left out'),
      }),
    }),
  })
  .example({
    ...{ brokerName: 'broker_wl', brokerCrmName: 'broker_crm', displayName: 'Broker' },
    platform: { baseUrl: 'https://platform.broker.example', managerLogin: 1001, managerPassword: 'kept sealed' },
    screens: { successUrl: 'https://app.broker.example/signed-in' },
  });

/** Only what changes; a password that is left out stays. */
export const platformChange = joi
  .object({
    baseUrl: address,
    managerLogin: integer.min(1),
    managerPassword: joi.string().min(8).max(200).description('Is kept sealed, and never shown'),
    userIdPath: text,
    logoutPath: text,
    idempotentExternalIds: joi
      .boolean()
      .description(
        'Whether the platform credits the same `externalId` once; saying so of one that does not credits twice',
      ),
    identity: joi.string().valid('sso', 'handoff'),
  })
  .min(1)
  .example({ baseUrl: 'https://platform.broker.example', managerLogin: 1001 });

export const cashierChange = joi
  .object({
    kind: joi.string().valid('sandbox', 'off', 'redirect').required(),
    template: address.description('Of `redirect`, and needed there'),
    payoutUrl: address.allow(null).description('Of `redirect`: where withdrawals are announced'),
    secret: joi
      .string()
      .min(16)
      .max(500)
      .description('Of `redirect`. Left out, the one that there is stays; where there is none, one is made'),
    newSecret: joi.boolean().default(false).description('Of `redirect`: makes another secret'),
  })
  .example({ kind: 'off' });

const shownCashier = joi.object({
  kind: joi.string().valid('sandbox', 'off', 'redirect').required(),
  template: address,
  payoutUrl: address.allow(null),
});

const agreement = joi.object({
  id: text.required(),
  version: text.required(),
  effectiveAt: joi.string().isoDate(),
  title: byLanguage,
  url: joi.alternatives(joi.string(), byLanguage),
  documentSha256: joi.alternatives(joi.string(), byLanguage),
  withdraws: joi.boolean(),
});

/** As the seed file writes them, without secrets. */
export const shownSettings = joi
  .object({
    brokerName: joi.string().required(),
    brokerCrmName: joi.string().required(),
    whiteLabelOf: joi.string().allow(null).required(),
    enabled: joi.boolean().required(),
    ...common,
    platform: joi.object({
      baseUrl: address,
      managerLogin: integer,
      userIdPath: text,
      logoutPath: text,
      idempotentExternalIds: joi.boolean(),
      identity: joi.string().valid('sso', 'handoff'),
    }),
    payments: joi.object({ ...limits, cashier: shownCashier }),
    agreements: joi.array().items(agreement),
  })
  .description('As the seed file writes them, without secrets')
  .meta({ component: 'WhiteLabelSettings' });
