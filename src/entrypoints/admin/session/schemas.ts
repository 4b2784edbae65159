import joi from 'joi';
import { STAFF_ROLE_NAMES } from '../../../lib/staff-permissions.ts';

const name = joi.string().max(200);

/** Of whatever opens a session. */
export const as = joi
  .string()
  .valid('cookie', 'bearer')
  .default('cookie')
  .description('How the session’s token is handed over');

/** What a member proves with that it is they. */
export const proof = joi
  .object({
    kind: joi.string().valid('password', 'totp', 'recovery-code', 'passkey').required(),
    password: joi.string().max(1000),
    code: joi.string().trim().max(100),
    response: joi.object().unknown(true).description('What WebAuthn answered, as JSON'),
  })
  .required()
  .description('`password` needs the password, `totp` and `recovery-code` the code, `passkey` the response');

export const credentials = joi.object({
  email: joi.string().trim().max(320).required(),
  password: joi.string().max(1000).required(),
  as,
});

export const secondFactor = joi.object({
  pendingId: joi.string().max(200).required(),
  proof,
  as,
});

export const reach = joi.object({
  kind: joi.string().valid('everything', 'some').required(),
  crms: joi.array().items(joi.string().max(100)).max(1000),
  brokers: joi.array().items(joi.string().max(100)).max(1000),
});

export const shownMember = joi
  .object({
    id: joi.string().required(),
    email: joi.string().required(),
    name: name.required(),
    role: joi
      .string()
      .valid(...STAFF_ROLE_NAMES)
      .required(),
    reach: reach.required(),
    status: joi.string().valid('invited', 'active', 'disabled').required(),
    createdAt: joi.string().isoDate().required(),
    lastSignInAt: joi.string().isoDate().allow(null).required(),
    revision: joi.number().integer().required(),
  })
  .meta({ component: 'StaffMember' });

export const shownSession = joi
  .object({
    id: joi.string().required(),
    member: shownMember.required(),
    how: joi.string().valid('password', 'passkey', 'upstream', 'invitation').required(),
    permissions: joi.array().items(joi.string()).required().description('What the role may do, in its reach'),
    createdAt: joi.string().isoDate().required(),
    steppedUpUntil: joi.string().isoDate().allow(null).required().description('Until when steps need no new proof'),
    csrfToken: joi.string().required().description('Of a session in a cookie, for the header `X-CSRF-Token`'),
    token: joi.string().description('Of a session as bearer; shown when it changes, and only then'),
  })
  .meta({ component: 'StaffSession' });

export const pendingSignIn = joi
  .object({
    id: joi.string().required().description('The `pendingId` of the second step'),
    methods: joi.array().items(joi.string()).required().description('Kinds of proof that will do'),
  })
  .meta({ component: 'PendingSignIn' });

export const pendingOnly = joi.object({ pendingId: joi.string().max(200).required() });

export const passkeyAnswer = joi.object({
  response: joi.object().unknown(true).required().description('What WebAuthn answered, as JSON'),
  as,
});

export const passkeyQuestion = joi
  .object({
    id: joi.string().required().description('The challenge'),
    options: joi.object().unknown(true).required().description('What WebAuthn takes, as JSON'),
  })
  .meta({ component: 'PasskeyQuestion' });

export const signInWays = joi
  .object({
    id: joi.string().required(),
    passkeys: joi.boolean().required().description('Whether browsers have passkeys at the address of the bridge'),
    upstream: joi.boolean().required().description('Whether one can sign in at another OpenID provider'),
  })
  .meta({ component: 'SignInWays' });

const binding = joi
  .string()
  .pattern(/^[\w.~-]+$/)
  .min(22)
  .max(200)
  .required()
  .description('Random, of 128 bits at least');

export const upstreamBinding = joi.object({ binding }).example({ binding: 'RANDOM-of-the-browser-alone' });

export const upstreamReturn = joi.object({
  binding,
  url: joi.string().max(8000).required().description('Where the browser came back to; only the query counts'),
  as,
});

export const upstreamBeginning = joi
  .object({ id: joi.string().required(), redirectUrl: joi.string().required() })
  .meta({ component: 'UpstreamBeginning' });
