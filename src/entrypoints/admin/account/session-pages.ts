import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { questionPages } from '../page/question-pages.ts';
import { ACCOUNT_CRUMBS } from './factor-pages.ts';

const common = { cancel: '/admin/account', crumbs: ACCOUNT_CRUMBS };

/** Questions before a session of one's own ends. */
export function ownSessionPages({ account }: AdminOperations): AdminPage[] {
  return [
    ...questionPages({
      path: '/admin/account/sessions/:sessionId/end',
      section: 'account',
      operation: account.endOwnSession,
      ask: async () => ({
        title: 'End this session?',
        text: 'Whoever uses that browser has to sign in again. If it was not you, change your password as well.',
        ...{ ...common, submit: 'End it' },
      }),
      done: (call, { isSignedOut }) =>
        isSignedOut ? call.leadTo('/admin/sign-in', 'signed-out') : call.leadTo('/admin/account', 'session-ended'),
    }),
    ...questionPages({
      path: '/admin/account/end-other-sessions',
      section: 'account',
      operation: account.endOtherSessions,
      ask: async () => ({
        title: 'End all your other sessions?',
        text: 'You stay signed in here, and nowhere else.',
        ...{ ...common, submit: 'End them' },
      }),
      done: (call) => call.leadTo('/admin/account', 'sessions-ended'),
    }),
  ];
}
