import Joi from 'joi';
import type { SimulatedBroker } from './simulated-broker.ts';

/** What the simulator reads of the bridge's seed file. */
export interface SeedFile {
  readonly brokers: readonly (Omit<
    SimulatedBroker,
    'managerLogin' | 'managerPasswordMd5' | 'languages' | 'cashierSecret' | 'oidcClient'
  > & {
    readonly clients: readonly {
      readonly id: string;
      readonly secret: string | null;
      readonly redirectUris: readonly string[];
    }[];
    readonly platform: { readonly managerLogin: number; readonly managerPassword: string };
    readonly payments: { readonly cashier: { readonly secret: string | null } };
    readonly screens: { readonly languages: readonly string[] };
  })[];
}

const account = Joi.object({
  environment: Joi.valid('demo', 'live').required(),
  login: Joi.number().integer().required(),
  ctidTraderAccountId: Joi.number().integer().required(),
  depositCurrency: Joi.string().required(),
  moneyDigits: Joi.number().integer().default(2),
  balanceMinor: Joi.number().integer().required(),
});

const trader = Joi.object({
  email: Joi.string().required(),
  firstName: Joi.string().allow(null).default(null),
  preferredLanguage: Joi.string().allow(null).default(null),
  platformUserId: Joi.number().integer().required(),
  accounts: Joi.array().items(account).default([]),
});

const cashier = Joi.object({ secret: Joi.string().allow(null).default(null) });

const client = Joi.object({
  id: Joi.string().required(),
  secret: Joi.string().allow(null).default(null),
  redirectUris: Joi.array().items(Joi.string()).default([]),
});

const broker = Joi.object({
  brokerName: Joi.string().required(),
  brokerCrmName: Joi.string().required(),
  displayName: Joi.string().required(),
  platformPassword: Joi.string().required(),
  platform: Joi.object({
    managerLogin: Joi.number().integer().required(),
    managerPassword: Joi.string().required(),
  }).required(),
  payments: Joi.object({ cashier: cashier.default({ secret: null }) }).default({ cashier: { secret: null } }),
  screens: Joi.object({ languages: Joi.array().items(Joi.string()).default(['en']) }).default({ languages: ['en'] }),
  clients: Joi.array().items(client).default([]),
  traders: Joi.array().items(trader).default([]),
});

export const seedFile = Joi.object<SeedFile>({ brokers: Joi.array().items(broker).required() });
