import joi from 'joi';
import { STAFF_ROLE_NAMES } from '../lib/staff-permissions.ts';

const names = joi.array().items(joi.string().max(64)).unique().default([]);

/** A member of staff, who needs no invitation. @see `SeedStaffMember` */
export const seedStaffMember = joi.object({
  email: joi.string().email({ tlds: false }).lowercase().required(),
  name: joi.string().max(100).required(),
  role: joi
    .string()
    .valid(...STAFF_ROLE_NAMES)
    .required(),
  reach: joi
    .alternatives(joi.string().valid('everything'), joi.object({ crms: names, brokers: names }).or('crms', 'brokers'))
    .required(),
  password: joi.string().min(12).max(256).required(),
});
