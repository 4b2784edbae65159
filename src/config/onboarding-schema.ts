import joi from 'joi';

const stateId = joi.string().pattern(/^[a-z][a-z0-9_]{0,63}$/);

const state = joi.object({
  id: stateId.required(),
  name: joi.string().max(100).required(),
  initial: joi.boolean().default(false),
  final: joi.boolean().default(false),
  createUser: joi.boolean().default(false),
  next: joi.array().items(stateId).unique().default([]),
});

const REVIEWED_ONCE = [
  { id: 'submitted', name: 'Submitted', initial: true, next: ['in_review'] },
  { id: 'in_review', name: 'In review', next: ['approved', 'refused'] },
  { id: 'approved', name: 'Approved', final: true, createUser: true },
  { id: 'refused', name: 'Refused', final: true },
];

/** The way of those who apply to become traders; without another word, a review decides. */
export const onboarding = joi.object({
  mode: joi.string().valid('workflow', 'direct').default('workflow'),
  states: joi
    .array()
    .items(state)
    .unique('id')
    .min(2)
    .max(30)
    .default(REVIEWED_ONCE.map((one) => state.validate(one).value)),
});
