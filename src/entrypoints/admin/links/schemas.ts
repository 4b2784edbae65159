import joi from 'joi';
import { STAFF_ROLE_NAMES } from '../../../lib/staff-permissions.ts';
import { as } from '../session/schemas.ts';

const token = joi.string().max(200).required().description('What the link ends with');
const password = joi.string().max(1000).required().description('At least 12 characters');

export const ofLink = joi.object({ token });
export const acceptance = joi.object({ token, password, as });
export const firstOwner = joi.object({
  token,
  email: joi.string().trim().max(320).required(),
  name: joi.string().trim().max(200).required(),
  password,
  as,
});

const id = joi.string().required();
const email = joi.string().required();
const name = joi.string().required();

export const shownInvitation = joi
  .object({
    id,
    email,
    name,
    role: joi
      .string()
      .valid(...STAFF_ROLE_NAMES)
      .required(),
  })
  .meta({ component: 'StaffInvitation' });

export const shownNewPassword = joi
  .object({
    ...{ id, email, name },
    resetsFactors: joi.boolean().required().description('Whether authenticator app, passkeys and codes go with it'),
  })
  .meta({ component: 'NewPasswordLink' });

export const shownFirstOwner = joi.object({ id }).meta({ component: 'FirstOwnerLink' });
