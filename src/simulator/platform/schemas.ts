import Joi, { type ObjectSchema, type ValidationError } from 'joi';

/** What the input of a call has to look like. */
export type InputSchema<Input> = ObjectSchema<Input>;

/** @returns The name of the field at fault. */
export function inputFault(error: ValidationError): string {
  return error.details[0]?.path.join('.') || 'input';
}

const id = Joi.number().integer().positive().required();
const email = Joi.string().email({ tlds: false }).max(254).required();
const brokerCrmName = Joi.string().required();
const md5 = Joi.string().hex().length(32).required();
const text = Joi.string().max(1000);

export const managerTokenInput = Joi.object<{ login: number; hashedPassword: string }>({
  login: id,
  hashedPassword: md5,
});

export interface CreateUserInput {
  brokerCrmName: string;
  email: string;
  firstName?: string;
  nickName?: string;
  preferredLanguage?: string;
}
export const createUserInput = Joi.object<CreateUserInput>({
  brokerCrmName,
  email,
  firstName: text,
  nickName: text,
  preferredLanguage: Joi.string().pattern(/^[A-Za-z-]{2,16}$/),
});

export interface CreateTraderInput {
  balance: number;
  brokerName: string;
  depositCurrency: string;
  hashedPassword: string;
  [detail: string]: unknown;
}
export const createTraderInput = Joi.object<CreateTraderInput>({
  accessRights: Joi.valid('FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN').required(),
  accountType: Joi.valid('HEDGED', 'NETTED', 'SPREAD_BETTING').required(),
  balance: Joi.number().integer().min(0).required(),
  brokerName: Joi.string().required(),
  depositCurrency: Joi.string()
    .pattern(/^[A-Z]{3,5}$/)
    .required(),
  groupName: Joi.string().max(255).required(),
  hashedPassword: md5,
  leverageInCents: id,
  totalMarginCalculationType: Joi.valid('MAX', 'SUM', 'NET').required(),
  contactDetails: Joi.object(),
  name: text,
  lastName: text,
  swapFree: Joi.boolean(),
}).unknown(true);

export interface LinkTraderInput {
  traderLogin: number;
  traderPasswordHash: string;
  userId: number;
  brokerName: string;
  environmentName: 'live' | 'demo';
  returnAccountDetails?: boolean;
}
export const linkTraderInput = Joi.object<LinkTraderInput>({
  traderLogin: id,
  traderPasswordHash: md5,
  userId: id,
  brokerName: Joi.string().required(),
  environmentName: Joi.valid('live', 'demo').required(),
  returnAccountDetails: Joi.boolean(),
});

export interface ChangeBalanceInput {
  login: number;
  preciseAmount: number;
  type: 'DEPOSIT' | 'WITHDRAW' | 'DEPOSIT_NONWITHDRAWABLE_BONUS' | 'WITHDRAW_NONWITHDRAWABLE_BONUS';
  comment?: string;
  externalId?: string;
  externalNote?: string;
  source?: string;
}
export const changeBalanceInput = Joi.object<ChangeBalanceInput>({
  login: id,
  preciseAmount: Joi.number().positive().required(),
  type: Joi.valid('DEPOSIT', 'WITHDRAW', 'DEPOSIT_NONWITHDRAWABLE_BONUS', 'WITHDRAW_NONWITHDRAWABLE_BONUS').required(),
  comment: text,
  externalId: text,
  externalNote: text,
  source: text,
});

/** The referral calls name the user, or one of the user's accounts. */
export interface ReferralInput {
  brokerCrmName: string;
  userId?: number;
  ctidTraderAccountId?: number;
}
const referralKeys = {
  brokerCrmName,
  userId: Joi.number().integer().positive(),
  ctidTraderAccountId: Joi.number().integer().positive(),
};
export const referralInput = Joi.object<ReferralInput>(referralKeys).or('userId', 'ctidTraderAccountId');
export const setReferralInput = Joi.object<ReferralInput & { partnerId: string }>({
  ...referralKeys,
  partnerId: Joi.string().max(255).required(),
}).or('userId', 'ctidTraderAccountId');

export interface SetRibbonsInput {
  brokerCrmName: string;
  userId: number;
  rules: { ribbons?: object[] };
}
const ribbon = Joi.object({
  color: Joi.string()
    .pattern(/^#[0-9A-Fa-f]{6}$/)
    .required(),
  title: text.required(),
  enabled: Joi.boolean().required(),
  closable: Joi.boolean().required(),
  action: Joi.object({ urlExternal: Joi.string(), urlinApp: Joi.string() }).xor('urlExternal', 'urlinApp').required(),
  brokerName: Joi.string(),
  ctidTraderAccountId: Joi.number().integer().positive(),
});
export const setRibbonsInput = Joi.object<SetRibbonsInput>({
  brokerCrmName,
  userId: id,
  rules: Joi.object({ ribbons: Joi.array().items(ribbon) }).required(),
});

export const changeEmailInput = Joi.object<{ userId: number; newEmail: string; brokerCrmName: string }>({
  userId: id,
  newEmail: email,
  brokerCrmName,
});

export const findUserInput = Joi.object<{ brokerCrmName: string; email: string }>({ brokerCrmName, email });

export const userInput = Joi.object<{ brokerCrmName: string; userId: number }>({ brokerCrmName, userId: id });

export const handOffInput = Joi.object<{ token: string }>({ token: Joi.string().max(4096).required() });
