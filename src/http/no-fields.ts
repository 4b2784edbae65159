import joi from 'joi';

/** For a route that reads no field of its query or body; what is sent anyway is left out without a look. */
export const NO_FIELDS = joi.object({});
