import type { ErrorDescription } from './error-description.ts';

/** About documents that traders hand in, and their review. */
export const KYC_ERRORS = {
  file_missing: {
    status: 400,
    sentence: 'A required file is missing',
    remedy: 'Choose a file for the named field.',
  },
  file_empty: {
    status: 400,
    sentence: 'The file is empty',
    remedy: 'Choose a file that holds something.',
  },
  file_too_large: {
    status: 413,
    sentence: 'The file is too large',
    remedy: 'Send a smaller file.',
  },
  file_type_refused: {
    status: 415,
    sentence: 'The file is none of the types that are taken',
    remedy: 'Send a JPEG, PNG or WebP image or a PDF; the content counts, not the name.',
  },
  file_damaged: {
    status: 422,
    sentence: 'The file is damaged or incomplete',
    remedy: 'Save or photograph it again.',
  },
  image_size_refused: {
    status: 422,
    sentence: 'The image is too small to be read, or larger than any camera’s',
    remedy: 'Send an image with at least 200 pixels on each side.',
  },
  kyc_closed: {
    status: 409,
    sentence: 'Documents of this user are in review or approved already',
    remedy: 'Wait for the review; after a refusal the user can hand in again.',
  },
  kyc_exhausted: {
    status: 409,
    sentence: 'This user has handed in documents too often',
    remedy: 'Sort it out with the user in person.',
  },
  kyc_not_in_review: {
    status: 409,
    sentence: 'There is nothing to decide for this user',
    remedy: 'Look at the case with `drawbridge kyc show`; somebody may have decided it already.',
  },
  kyc_case_unknown: {
    status: 404,
    sentence: 'This user has handed in no documents yet',
    remedy: 'There is a case once the user has handed something in.',
  },
  kyc_document_unknown: {
    status: 404,
    sentence: 'This white label has no such document',
    remedy: 'List the documents of the user with `drawbridge kyc show`.',
  },
  output_unwritable: {
    status: 500,
    sentence: 'The file cannot be written',
    remedy: 'Name one that does not exist yet, in a folder that you may write to.',
  },
} as const satisfies Record<string, ErrorDescription>;
