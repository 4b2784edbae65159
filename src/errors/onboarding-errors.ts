import type { ErrorDescription } from './error-description.ts';

/** About those who want to become traders, and about developers who want keys. */
export const ONBOARDING_ERRORS = {
  application_unknown: {
    status: 404,
    sentence: 'No such application at this broker',
    remedy: 'List the applications with GET /broker-api/v1/applications.',
  },
  application_transition_refused: {
    status: 409,
    sentence: 'The workflow does not lead from the application’s state to that one',
    remedy:
      'Read the application and the workflow again. A step that was begun and broke off has to be repeated before another is taken.',
  },
  application_changed: {
    status: 409,
    sentence: 'Somebody else moved this application in between',
    remedy: 'Read it again.',
  },
  registration_unknown: {
    status: 404,
    sentence: 'No such registration of a developer at this broker',
    remedy: 'List the registrations with GET /broker-api/v1/developer-registrations.',
  },
  registration_decided: {
    status: 409,
    sentence: 'This registration was decided already',
    remedy: 'Have the developer register once more, if it was decided in error.',
  },
  uat_keys_elsewhere: {
    status: 409,
    sentence: 'There are no test keys in this environment',
    remedy: 'Approve the registration in the test environment: keys of the production environment are live keys alone.',
  },
} as const satisfies Record<string, ErrorDescription>;
