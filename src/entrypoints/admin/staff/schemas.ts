import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { STAFF_ROLE_NAMES } from '../../../lib/staff-permissions.ts';
import { id, reason } from '../schemas.ts';
import { reach, shownMember } from '../session/schemas.ts';

const role = joi.string().valid(...STAFF_ROLE_NAMES);
const name = joi.string().trim().max(200).description('One line of at most 100 characters');
const wantedReach = reach.description('`everything`, or `some` with names of `crms` and `brokers`');

export const ofMember = joi.object({ memberId: id });
export const withReason = joi.object({ reason });

export const memberQuery = pageQuery.keys({
  q: joi.string().trim().allow('').max(100).description('Part of the email address or the name'),
});

export const memberPage = pageOf(shownMember);

export const newMember = joi.object({
  email: joi.string().trim().max(320).required(),
  name: name.required(),
  role: role.required(),
  reach: wantedReach.required(),
});

export const memberChange = joi
  .object({ name, role, reach: wantedReach })
  .min(1)
  .description('What is left out stays as it is')
  .example({ role: 'support' });

export const passwordLinkOptions = joi
  .object({
    resetFactors: joi
      .boolean()
      .default(false)
      .description('Whether using it removes authenticator app, passkeys, recovery codes, and accounts elsewhere'),
  })
  .example({});

export const shownLink = joi
  .object({
    id: joi.string().required().description('Of the member'),
    link: joi.string().required().description('Works once; shown once. Hand it to the member and to nobody else.'),
  })
  .meta({ component: 'StaffLink' });

export const endedSessions = joi.object({
  id: joi.string().required().description('Of the member'),
  ended: joi.number().integer().required().description('How many'),
});
