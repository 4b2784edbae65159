import Joi, { type ObjectSchema } from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';

/*
 * What goes over the wire to the platform and comes back. Requests are checked strictly, for a fault there is ours;
 * answers may hold more than we know.
 */

const id = Joi.number().integer().positive().required();
const text = Joi.string().max(1000);
const md5 = Joi.string().hex().length(32).required();
const brokerCrmName = Joi.string().required();

/** What an answer has to look like. */
export type AnswerSchema<Answer> = ObjectSchema<Answer>;

export interface ManagerTokenAnswer {
  webservToken: string;
}
export interface CreateUserAnswer {
  userId: number;
}
export interface CreateAccountAnswer {
  login: number;
  moneyDigits: number;
}
export interface LinkAccountAnswer {
  ctidTraderAccountId: number;
}
export interface ChangeBalanceAnswer {
  balanceHistoryId: number;
}
export interface ReferralAnswer {
  partnerId?: string | null;
}
export interface UserIdAnswer {
  userId?: number | null;
}
export interface HandOffAnswer {
  userId: number;
  email: string;
  tradingLogin: number;
}

export const managerTokenRequest = Joi.object({ login: id, hashedPassword: md5 });
export const managerTokenAnswer = answerOf<ManagerTokenAnswer>({
  webservToken: Joi.string().min(1).max(4096).required(),
});

export const createUserRequest = Joi.object({
  brokerCrmName,
  email: Joi.string().max(254).required(),
  firstName: text,
  nickName: text,
  preferredLanguage: Joi.string().pattern(/^[A-Za-z-]{2,16}$/),
});
export const createUserAnswer = answerOf<CreateUserAnswer>({ userId: id });

export const createAccountRequest = Joi.object({
  accessRights: Joi.valid('FULL_ACCESS', 'CLOSE_ONLY', 'NO_TRADING', 'NO_LOGIN').required(),
  accountType: Joi.valid('HEDGED', 'NETTED', 'SPREAD_BETTING').required(),
  balance: Joi.number().integer().min(0).required(),
  brokerName: Joi.string().required(),
  depositCurrency: Joi.string().max(16).required(),
  groupName: Joi.string().max(255).required(),
  hashedPassword: md5,
  leverageInCents: id,
  totalMarginCalculationType: Joi.valid('MAX', 'SUM', 'NET').required(),
  contactDetails: Joi.object({ email: Joi.string().max(254) }),
  name: text,
  lastName: text,
});
export const createAccountAnswer = answerOf<CreateAccountAnswer>({
  login: id,
  moneyDigits: Joi.number().integer().min(0).max(12).required(),
});

export const linkAccountRequest = Joi.object({
  traderLogin: id,
  traderPasswordHash: md5,
  userId: id,
  brokerName: Joi.string().required(),
  environmentName: Joi.valid('live', 'demo').required(),
});
export const linkAccountAnswer = answerOf<LinkAccountAnswer>({ ctidTraderAccountId: id });

/** Without `preciseAmount`, which is written by hand: a number in a program cannot hold every decimal. */
export const changeBalanceRequest = Joi.object({
  login: id,
  type: Joi.valid('DEPOSIT', 'WITHDRAW', 'DEPOSIT_NONWITHDRAWABLE_BONUS', 'WITHDRAW_NONWITHDRAWABLE_BONUS').required(),
  comment: text,
  externalId: text,
  externalNote: text,
  source: text,
});
export const preciseAmount = Joi.string()
  .pattern(/^\d{1,12}(\.\d{1,8})?$/)
  .pattern(/[1-9]/)
  .required();
export const changeBalanceAnswer = answerOf<ChangeBalanceAnswer>({ balanceHistoryId: id });

export const setReferralRequest = Joi.object({
  brokerCrmName,
  userId: id,
  partnerId: Joi.string().max(255).required(),
});
export const referralAnswer = answerOf<ReferralAnswer>({ partnerId: Joi.string().max(255).allow('', null) });

const ribbonAction = Joi.object({ urlExternal: Joi.string().uri(), urlinApp: Joi.string() }).xor(
  'urlExternal',
  'urlinApp',
);
const ribbon = Joi.object({
  color: Joi.string()
    .pattern(/^#[0-9A-Fa-f]{6}$/)
    .required(),
  title: text.required(),
  enabled: Joi.boolean().required(),
  closable: Joi.boolean().required(),
  action: ribbonAction.required(),
  brokerName: Joi.string(),
  ctidTraderAccountId: Joi.number().integer().positive(),
});
export const setRibbonsRequest = Joi.object({
  brokerCrmName,
  userId: id,
  rules: Joi.object({ ribbons: Joi.array().items(ribbon).max(100) }).required(),
});

export const changeEmailRequest = Joi.object({
  userId: id,
  newEmail: Joi.string().max(254).required(),
  brokerCrmName,
});
export const userIdAnswer = answerOf<UserIdAnswer>({ userId: Joi.number().integer().positive().allow(null) });

export const handOffRequest = Joi.object({ token: Joi.string().max(4096).required() });
export const handOffAnswer = answerOf<HandOffAnswer>({
  userId: id,
  email: Joi.string().required(),
  tradingLogin: id,
});

function answerOf<Answer>(keys: Joi.PartialSchemaMap<Answer>): AnswerSchema<Answer> {
  return Joi.object<Answer>(keys).unknown(true);
}

/**
 * A checked request as JSON.
 *
 * @throws `parameter_invalid` naming the field; nothing has been sent then.
 */
export function wireText(schema: ObjectSchema, request: object): string {
  assertWire(schema, request, 'body');
  return JSON.stringify(request);
}

/**
 * @param whole - Named when the fault is not in one field.
 * @throws `parameter_invalid`; without the library's text, which can quote the value.
 */
export function assertWire(schema: Joi.Schema, value: unknown, whole: string): void {
  const { error } = schema.validate(value, { convert: false });
  if (!error) return;
  const [fault] = error.details;
  const field = fault?.path.join('.') || whole;
  throw new BridgeError('parameter_invalid', { field, detail: `not done: ${field} is not valid`, outcome: 'not_done' });
}
