import joi from 'joi';
import { id, time } from '../schemas.ts';
import { shownMember } from '../session/schemas.ts';

const code = joi.string().trim().max(100).required().description('The code that the app shows now');
const label = joi
  .string()
  .trim()
  .max(200)
  .required()
  .description('What you call it; one line of at most 64 characters');

export const ofSession = joi.object({ sessionId: id });
export const ofPasskey = joi.object({ passkeyId: id });

export const passwordChange = joi.object({
  current: joi.string().max(1000).required(),
  next: joi.string().max(1000).required().description('At least 12 characters'),
});

export const totpCode = joi.object({ code });
export const passkeyLabel = joi.object({ label });
export const newPasskey = joi.object({
  label,
  response: joi.object().unknown(true).required().description('What WebAuthn answered, as JSON'),
});

export const shownPasskey = joi
  .object({
    id: joi.string().required(),
    label: joi.string().required(),
    isSynced: joi.boolean().required().description('Whether it is copied between devices'),
    createdAt: time.required(),
    lastUsedAt: time.allow(null).required(),
  })
  .meta({ component: 'StaffPasskey' });

export const shownAccount = joi
  .object({
    id: joi.string().required(),
    member: shownMember.required(),
    hasPassword: joi.boolean().required(),
    hasAuthenticator: joi.boolean().required(),
    recoveryCodesLeft: joi.number().integer().required(),
    passkeysAvailable: joi
      .boolean()
      .required()
      .description('Whether browsers have passkeys at the address of the bridge'),
    passkeys: joi.array().items(shownPasskey).required(),
  })
  .meta({ component: 'OwnAccount' });

export const authenticatorSetup = joi
  .object({
    id: joi.string().required(),
    secret: joi.string().required().description('In Base32; shown once'),
    otpauthUrl: joi.string().required().description('What a QR code for the app holds'),
  })
  .meta({ component: 'AuthenticatorSetup' });

export const shownRecoveryCodes = joi
  .object({
    id: joi.string().required(),
    recoveryCodes: joi.array().items(joi.string()).required().description('Each works once; shown once'),
  })
  .meta({ component: 'RecoveryCodes' });

export const ownSession = joi
  .object({
    id: joi.string().required(),
    isCurrent: joi.boolean().required().description('Whether it is the one that asks'),
    how: joi.string().valid('password', 'passkey', 'upstream', 'invitation').required(),
    address: joi.string().allow('').required(),
    userAgent: joi.string().allow('').required(),
    createdAt: time.required(),
    lastSeenAt: time.required().description('A minute behind at the most'),
  })
  .meta({ component: 'OwnSession' });

export const ownSessions = joi.object({
  items: joi.array().items(ownSession).required(),
  nextCursor: joi.valid(null).required().description('All of them stand on one page'),
});

export const endedSessions = joi.object({
  id: joi.string().required(),
  ended: joi.number().integer().required().description('How many'),
});
