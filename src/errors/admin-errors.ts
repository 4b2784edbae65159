import type { ErrorDescription } from './error-description.ts';

/** About the console and its API. */
export const ADMIN_ERRORS = {
  staff_session_needed: {
    status: 401,
    sentence: 'You are not signed in, or not any more',
    remedy: 'Sign in again; a session ends after half an hour without use, and after twelve hours.',
  },
  step_up_needed: {
    status: 403,
    sentence: 'This step needs a fresh proof that it is you',
    remedy: 'Prove it with `POST /admin/api/v1/session/step-up`; it holds for five minutes.',
  },
  csrf_refused: {
    status: 403,
    sentence: 'This was not sent from a page of the console',
    remedy:
      'Open the page again and send it from there. With a cookie, send `csrfToken` of `GET /admin/api/v1/session` as `X-CSRF-Token`.',
  },
  white_label_unknown: {
    status: 404,
    sentence: 'There is no such white label',
    remedy: 'Check its name, which is compared exactly, and whether it is in your reach.',
  },
  crm_unknown: {
    status: 404,
    sentence: 'There is no such CRM',
    remedy: 'Check its name, which is compared exactly, and whether it is in your reach.',
  },
  conformance_running: {
    status: 409,
    sentence: 'The tests are being played for this white label already',
    remedy: 'Look at that run; another one can begin when it has ended.',
  },
  conformance_run_unknown: {
    status: 404,
    sentence: 'There is no such run',
    remedy: 'Runs are kept for a month. Look at the list of them.',
  },
  draft_unknown: {
    status: 404,
    sentence: 'What you began is not there any more',
    remedy: 'It is kept for a day, for you alone. Begin again at `/admin/white-labels/new`.',
  },
  log_entry_unknown: {
    status: 404,
    sentence: 'The log has no entry of that number',
    remedy: 'List the log; its entries are numbered from 1 on.',
  },
} as const satisfies Record<string, ErrorDescription>;
