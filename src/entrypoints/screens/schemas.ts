import joi, { type ObjectSchema } from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';

const NO_CONTROL_CHARACTERS = /^\P{Cc}*$/u;

/** The contract's parameters are read leniently, by `parseScreenParameters`; which form it is decides how it is checked. */
export const anyFields = joi.object({}).unknown(true);

const email = joi.string().trim().email({ tlds: false }).max(254).required();
/** Long enough for any pass phrase, short enough to hash. */
const password = joi.string().max(256);
const name = joi.string().trim().min(1).max(64).pattern(NO_CONTROL_CHARACTERS).required();
const keepMeLoggedIn = joi.string().valid('true').default('');

/** The password of an account that exists may be older than today's rules. */
export const logInForm = joi.object({ email, password: password.required(), keepMeLoggedIn });

/** @see NIST SP 800-63B, section 5.1.1.2: length counts, composition rules do not. */
export const credentialsForm = joi.object({ email, password: password.min(8).required(), keepMeLoggedIn });

export const profileForm = joi.object({ firstName: name, lastName: name });

export const resetRequestForm = joi.object({ email });

export const newPasswordForm = joi.object({ password: password.min(8).required(), keepMeLoggedIn });

export const changePasswordForm = joi.object({
  currentPassword: password.required(),
  newPassword: password.min(8).required(),
});

export const changeEmailForm = joi.object({ newEmail: email, currentPassword: password.required() });

/** For a route of several forms: which one it is decides how its fields are checked. @throws `parameter_invalid` */
export function checkFields<Form>(schema: ObjectSchema<Form>, body: Readonly<Record<string, unknown>>): Form {
  const { value, error } = schema.validate(body, { stripUnknown: true, errors: { render: false } });
  const [fault] = error?.details ?? [];
  if (fault) throw new BridgeError('parameter_invalid', { field: String(fault.path[0]), detail: fault.type });
  return value as Form;
}
