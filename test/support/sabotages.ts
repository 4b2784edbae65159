export interface SabotageDescription {
  /** Completes "A server that …". */
  readonly does: string;
  /** The cases that fail, all of them. */
  readonly caughtBy: readonly string[];
}

const EVERY_CASE = ['6.1.1', '6.1.2', '6.1.3', '6.1.4', '6.1.5', '6.1.6', '6.1.7'];
const CASES_WITH_ERRORS = ['6.1.1', '6.1.2', '6.1.3', '6.1.4', '6.1.7'];
const CASES_WITH_LOGIN = ['6.1.2', '6.1.3', '6.1.4', '6.1.5', '6.1.6', '6.1.7'];

/** Each way in which the reference bridge can be broken, and where the conformance run has to notice. */
export const SABOTAGES = {
  '500-instead-of-404': { does: 'answers 500 where it should answer 404', caughtBy: ['6.1.2', '6.1.3', '6.1.4'] },
  'accepts-wrong-password': { does: 'sells a crmApiToken for any password', caughtBy: ['6.1.1'] },
  'access-token-without-keep': { does: 'gives an accessToken unasked', caughtBy: ['6.1.2'] },
  'access-token-works-once': { does: 'lets an accessToken work once only', caughtBy: ['6.1.3'] },
  'burns-on-bad-crm-token': { does: 'uses a one-time token up on a wrong crmApiToken', caughtBy: ['6.1.2'] },
  'dies-young': { does: 'lets one-time tokens die after three seconds', caughtBy: ['6.1.7'] },
  'drops-connection': { does: 'drops the connection on call 4.3', caughtBy: ['6.1.3'] },
  'expired-says-404': { does: 'answers 404 to an expired token', caughtBy: ['6.1.7'] },
  'found-instead-of-see-other': { does: 'redirects with 302 after a log-in', caughtBy: CASES_WITH_LOGIN },
  'html-error': { does: 'answers errors in HTML', caughtBy: CASES_WITH_ERRORS },
  'ignores-crm-token': { does: 'does not check the crmApiToken', caughtBy: ['6.1.2', '6.1.3', '6.1.4'] },
  'ignores-inapp-token': { does: 'returns an inappToken but does not check it', caughtBy: ['6.1.4'] },
  'logout-does-nothing': { does: 'keeps an accessToken alive after log-out', caughtBy: ['6.1.3'] },
  'logout-ignores-crm-token': { does: 'lets anybody log a user out', caughtBy: ['6.1.3'] },
  'missing-request-id': { does: 'sends no X-Request-Id', caughtBy: EVERY_CASE },
  'never-expires': { does: 'lets one-time tokens live for ever', caughtBy: ['6.1.7'] },
  'no-access-token-with-keep': { does: 'ignores "keep me logged in"', caughtBy: ['6.1.2', '6.1.3'] },
  'one-crm-token-at-a-time': { does: 'ends a crmApiToken when another is bought', caughtBy: EVERY_CASE },
  'page-without-no-store': { does: 'lets its login page be cached', caughtBy: CASES_WITH_LOGIN.slice(0, -1) },
  race: { does: 'checks and marks a one-time token in two steps', caughtBy: ['6.1.2'] },
  'reusable-token': { does: 'lets a one-time token be used again', caughtBy: ['6.1.2'] },
  'same-crm-token': { does: 'sells the same crmApiToken twice', caughtBy: ['6.1.1'] },
  'same-generated-token': { does: 'generates the same in-app token twice', caughtBy: ['6.1.4'] },
  'same-token-twice': { does: 'gives two log-ins the same token', caughtBy: ['6.1.5', '6.1.7'] },
  'stack-trace': { does: 'shows a stack trace in its errors', caughtBy: CASES_WITH_ERRORS },
  'token-in-error-body': { does: 'repeats a token in an error body', caughtBy: ['6.1.2'] },
  'token-shared-by-users': { does: 'gives two users the same token', caughtBy: ['6.1.2', '6.1.3', '6.1.6', '6.1.7'] },
  'unknown-user-gets-token': { does: 'generates a token for a user that nobody is', caughtBy: ['6.1.4'] },
  'user-id-as-string': { does: 'writes the userId as a string', caughtBy: CASES_WITH_LOGIN },
  'user-id-in-error': { does: 'shows a userId in an error body', caughtBy: ['6.1.2'] },
  'wrong-user': { does: 'answers with the user who logged in last', caughtBy: ['6.1.6'] },
} as const satisfies Record<string, SabotageDescription>;

export type Sabotage = keyof typeof SABOTAGES;
