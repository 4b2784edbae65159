import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { questionPages } from '../page/question-pages.ts';
import { describeBrowser } from './describe-browser.ts';
import { ACCOUNT_CRUMBS } from './factor-pages.ts';
import type { showOwnSession } from './show-account.ts';

const common = { cancel: '/admin/account', crumbs: ACCOUNT_CRUMBS };

/** Questions before a session of one's own ends. */
export function ownSessionPages({ account }: AdminOperations): AdminPage[] {
  return [
    ...questionPages({
      path: '/admin/account/sessions/:sessionId/end',
      section: 'account',
      operation: account.endOwnSession,
      async ask(call) {
        const { body } = await call.run(account.listOwnSessions, { params: {} });
        const { items } = body as { readonly items: readonly ReturnType<typeof showOwnSession>[] };
        const session = items.find(({ id }) => id === call.params.sessionId);
        if (!session) throw new BridgeError('staff_session_unknown');
        return {
          title: 'End this session?',
          text: `It is that of ${describeBrowser(session.userAgent)}, at ${session.address}. Whoever uses that browser has to sign in again. If it was not you, change your password as well.`,
          ...{ ...common, submit: 'End it' },
        };
      },
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
