import joi, { type ObjectSchema } from 'joi';

const MAX_TEXT_LENGTH = 1024;
/** The platform's ids are integers; some clients send them as text. */
const integer = joi
  .alternatives(
    joi.number().strict().integer(),
    joi
      .string()
      .pattern(/^-?\d{1,15}$/)
      .custom(Number),
  )
  .required();
const text = joi.string().max(MAX_TEXT_LENGTH);
const EXAMPLE_USER_ID = 1001;
const EXAMPLE_CODE = 'ot_n14W3El2Zk3vQ9xT1mB7cR5yW0pL8sN4hD6fJ2gA';
const EXAMPLE_ACCESS_TOKEN = 'at_n14W3El2Zk3vQ9xT1mB7cR5yW0pL8sN4hD6fJ2gA';

/** Every call may name its broker too; identification reads the names before any schema does. */
export const passwordBody = joi
  .object({ password: text.required() })
  .example({ password: 'sandbox-password-tradingtech_main' });
export const codeBody = joi.object({ code: text.required() }).example({ code: EXAMPLE_CODE });
export const accessTokenBody = joi
  .object({ accessToken: text.required() })
  .example({ accessToken: EXAMPLE_ACCESS_TOKEN });
export const userIdBody = joi.object({ userId: integer }).example({ userId: EXAMPLE_USER_ID });
export const inappTokenQuery = joi.object({ inappToken: text });
export const logoutQuery = joi.object({ userId: integer.example(EXAMPLE_USER_ID), accessToken: text });

const EXAMPLE_NAMES = { brokerName: 'tradingtech_main', brokerCrmName: 'tradingtech_crm' };

/** @returns A body as it may really be sent: naming its broker, and with fields that are left out. */
export function asSent(body: ObjectSchema): ObjectSchema {
  const [own] = (body.describe().examples ?? []) as object[];
  return body
    .keys({ brokerName: joi.string(), brokerCrmName: joi.string() })
    .unknown()
    .example({ ...own, ...EXAMPLE_NAMES }, { override: true });
}

export const crmApiTokenAnswer = joi.object({ crmApiToken: joi.string().required() });
export const sessionAnswer = joi.object({
  userId: joi.number().integer().required(),
  accessToken: joi.string(),
  inappToken: joi.string(),
});
export const accessAnswer = joi.object({ userId: joi.number().integer().required(), inappToken: joi.string() });
export const oneTimeTokenAnswer = joi.object({ token: joi.string().required() });
