import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { faultsOf, messageAbove, momentOf } from '../page/form-input.ts';
import { type Refused, sayFault } from '../session/show-sign-in.ts';
import { sayReach } from '../staff/reach-form.ts';
import { describeBrowser } from './describe-browser.ts';
import type { showAccount, showOwnSession } from './show-account.ts';

export type ShownAccount = Awaited<ReturnType<typeof showAccount>>;
type ShownSession = ReturnType<typeof showOwnSession>;

const HOW = { password: 'By password', passkey: 'By passkey', upstream: 'Elsewhere', invitation: 'By a link' } as const;

/** All that a member has of their own, on one page. */
export function accountPages({ account }: AdminOperations): AdminPage[] {
  return [
    {
      method: 'GET',
      path: '/admin/account',
      access: 'staff',
      handle: async (call) => showAccountPage(call, account),
    },
    {
      method: 'POST',
      path: '/admin/account/password',
      access: 'staff',
      async handle(call) {
        const { current = '', next = '', repeat } = call.form;
        if (next !== repeat) return showAccountPage(call, account, { isDifferent: true });
        const attempt = await call.attempt(account.changePassword, { body: { current, next } });
        if (attempt.kind === 'refused') return showAccountPage(call, account, { refused: attempt });
        return call.leadTo('/admin/account', 'password-changed');
      },
    },
  ];
}

interface PasswordFault {
  readonly refused?: Refused;
  readonly isDifferent?: boolean;
}

async function showAccountPage(
  call: StaffPageCall,
  account: AdminOperations['account'],
  { refused, isDifferent }: PasswordFault = {},
) {
  const [own, sessions] = await Promise.all([call.run(account.getAccount, {}), call.run(account.listOwnSessions, {})]);
  const shown = own.body as ShownAccount;
  const { items } = sessions.body as { readonly items: readonly ShownSession[] };
  const data = {
    account: shown,
    reach: sayReach(shown.member.reach),
    passkeys: shown.passkeys.map((passkey) => ({
      ...passkey,
      created: momentOf(passkey.createdAt),
      lastUsed: momentOf(passkey.lastUsedAt, 'not yet'),
    })),
    sessions: items.map((session) => ({
      ...session,
      browser: describeBrowser(session.userAgent),
      how: HOW[session.how],
      since: momentOf(session.createdAt),
      lastSeen: momentOf(session.lastSeenAt),
    })),
    password: passwordFaults(refused, isDifferent),
  };
  const status = isDifferent ? 400 : (refused?.status ?? 200);
  return call.show({ view: 'account/account', title: 'Your account', section: 'account', status, data });
}

/** Field by field; of a wrong password it is clear which one it was. */
function passwordFaults(refused: Refused | undefined, isDifferent = false) {
  if (isDifferent) return { faults: { repeat: 'The two passwords are not the same.' } };
  if (refused === undefined) return { faults: {} };
  if (refused.error.code === 'staff_proof_wrong') return { faults: { current: 'That is not your password.' } };
  if (refused.error.code === 'too_many_requests') return { faults: {}, fault: sayFault(refused) };
  const faultOf = faultsOf(refused);
  const faults = { current: faultOf('current'), next: faultOf('next') ?? faultOf('password') };
  return { faults, fault: messageAbove(refused, ['current', 'next', 'password']) };
}
