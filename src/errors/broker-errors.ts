import type { ErrorDescription } from './error-description.ts';

/** About CRMs, brokers and how a request names them. */
export const BROKER_ERRORS = {
  broker_identification_missing: {
    status: 400,
    sentence: 'Required broker identification parameters missing',
    remedy: 'Give brokerName and brokerCrmName, or use the address /b/{brokerName} or the white label’s own host.',
  },
  broker_identification_invalid: {
    status: 401,
    sentence: 'Invalid broker identification parameters',
    remedy: 'Check spelling and case of brokerName and brokerCrmName.',
  },
  broker_identification_mismatch: {
    status: 403,
    sentence: 'Broker identification parameters do not match expected values',
    remedy: 'Use the brokerName, brokerCrmName and tokens of one white label throughout the request.',
  },
  broker_disabled: {
    status: 403,
    sentence: 'This broker is disabled',
    remedy: 'Ask the operator of the bridge to enable the white label.',
  },
  broker_unknown: {
    status: 404,
    sentence: 'No such broker',
    remedy: 'List the brokers with `drawbridge broker list`.',
  },
  broker_invalid: {
    status: 400,
    sentence: 'The broker’s settings are not valid',
    remedy: 'Correct the named field.',
  },
  broker_exists: {
    status: 409,
    sentence: 'The name or host is taken',
    remedy: 'Choose another name, or change the existing broker.',
  },
  broker_changed: {
    status: 409,
    sentence: 'Somebody else changed this broker in between',
    remedy: 'Look at the change and try again.',
  },
  broker_changed_meanwhile: {
    status: 409,
    sentence: 'Somebody else changed this white label since you looked at it',
    remedy: 'Look at what they changed, and save again from the current revision.',
  },
  broker_revision_unknown: {
    status: 404,
    sentence: 'No such revision of this white label',
    remedy: 'List its revisions; of each white label the newest 200 are kept.',
  },
  broker_undo_conflict: {
    status: 409,
    sentence: 'That revision cannot be taken back',
    remedy: 'Change the named field by hand, or take back the later change first.',
  },
  platform_password_unknown: {
    status: 404,
    sentence: 'No such platform password works here',
    remedy: 'List the passwords that work; it may have ended already.',
  },
  import_refused: {
    status: 400,
    sentence: 'The document cannot be imported; nothing of it was',
    remedy: 'Correct what is named; `drawbridge import --dry-run` names every fault.',
  },
  import_outdated: {
    status: 409,
    sentence: 'What is set now is not what you looked at; nothing was imported',
    remedy: 'Look at the difference once more, and import the same document again.',
  },
  platform_password_wrong: {
    status: 403,
    sentence: 'Invalid password',
    remedy: 'Use the current platform password; `drawbridge broker rotate-password` makes a new one.',
  },
} as const satisfies Record<string, ErrorDescription>;
