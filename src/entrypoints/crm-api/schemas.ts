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

/** Every call may name its broker too; identification reads the names before any schema does. */
export const passwordBody = joi.object({ password: text.required() });
export const codeBody = joi.object({ code: text.required() });
export const accessTokenBody = joi.object({ accessToken: text.required() });
export const userIdBody = joi.object({ userId: integer });
export const inappTokenQuery = joi.object({ inappToken: text });
export const logoutQuery = joi.object({ userId: integer, accessToken: text });

/** @returns A body as it may really be sent: naming its broker, and with fields that are left out. */
export function asSent(body: ObjectSchema): ObjectSchema {
  return body.keys({ brokerName: joi.string(), brokerCrmName: joi.string() }).unknown();
}

export const crmApiTokenAnswer = joi.object({ crmApiToken: joi.string().required() });
export const sessionAnswer = joi.object({
  userId: joi.number().integer().required(),
  accessToken: joi.string(),
  inappToken: joi.string(),
});
export const accessAnswer = joi.object({ userId: joi.number().integer().required(), inappToken: joi.string() });
export const oneTimeTokenAnswer = joi.object({ token: joi.string().required() });
