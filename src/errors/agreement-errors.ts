import type { ErrorDescription } from './error-description.ts';

/** About what traders have to agree to. */
export const AGREEMENT_ERRORS = {
  agreement_missing: {
    status: 400,
    sentence: 'An agreement was not accepted',
    remedy: 'Accept every agreement of the white label, as it stands now.',
  },
  agreement_unknown: {
    status: 404,
    sentence: 'No such agreement or version',
    remedy: 'List the agreements of the white label and their versions.',
  },
  agreement_changed: {
    status: 409,
    sentence: 'This is not what the agreement says now',
    remedy: 'Show the trader what is outstanding now, and send the textSha256 of that.',
  },
  agreement_exists: {
    status: 409,
    sentence: 'This version was published with another content',
    remedy: 'Publish the change under another version; what was published stays as it is.',
  },
  agreement_invalid: {
    status: 400,
    sentence: 'The version of the agreement is not valid',
    remedy: 'Correct the named field.',
  },
} as const satisfies Record<string, ErrorDescription>;
