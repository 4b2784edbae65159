import type { ErrorDescription } from './error-description.ts';

/** About pages and their forms. */
export const PAGE_ERRORS = {
  form_expired: {
    status: 403,
    sentence: 'This form has expired',
    remedy: 'Send the form again.',
  },
  form_foreign: {
    status: 403,
    sentence: 'This form was sent from another site',
    remedy: 'Open the page again and send the form from there.',
  },
  page_expired: {
    status: 403,
    sentence: 'This page has expired',
    remedy: 'Open it again from the trading app.',
  },
  visit_used: {
    status: 410,
    sentence: 'This page has led on already',
    remedy: 'Go back to the trading app and open the screen again from there.',
  },
  action_off: {
    status: 404,
    sentence: 'This service is not offered',
    remedy: 'Set the action of the white label to built-in or external.',
  },
  prefetch_refused: {
    status: 403,
    sentence: 'This page is not served ahead of time',
    remedy: 'Open it when it is wanted; nothing was consumed.',
  },
} as const satisfies Record<string, ErrorDescription>;
