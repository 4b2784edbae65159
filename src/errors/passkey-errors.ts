import type { ErrorDescription } from './error-description.ts';

/** About keys in staff's devices. */
export const PASSKEY_ERRORS = {
  passkeys_unavailable: {
    status: 409,
    sentence: 'Passkeys cannot be used at this address',
    remedy: 'Reach the console by an https address with a host name, or by localhost, and set PUBLIC_URL to it.',
  },
  passkey_refused: {
    status: 400,
    sentence: 'The passkey was not accepted',
    remedy: 'Try again; use a passkey that was registered here, and that asks for a PIN, a finger or a face.',
  },
  passkey_ceremony_expired: {
    status: 400,
    sentence: 'The question to the passkey has expired, or was answered before',
    remedy: 'Begin again, and answer within five minutes.',
  },
  passkey_exists: {
    status: 409,
    sentence: 'This passkey is registered already',
    remedy: 'Use it as it is, or register another one.',
  },
  passkey_unknown: {
    status: 404,
    sentence: 'No such passkey',
    remedy: 'Look at the list of passkeys again; it may have been removed.',
  },
  passkey_label_invalid: {
    status: 400,
    sentence: 'The name of the passkey is not valid',
    remedy: 'Give it one line of at most 64 characters.',
  },
  passkeys_too_many: {
    status: 409,
    sentence: 'There are too many passkeys already',
    remedy: 'Remove one that is not used any more.',
  },
} as const satisfies Record<string, ErrorDescription>;
