import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, PageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { returnPathOf } from '../return-path.ts';

/** Signing in and out, and the proof that it is you. */
export function sessionPages(_dependencies: AdminDependencies, { session }: AdminOperations): AdminPage[] {
  const access = { kind: 'open', because: 'it is how one becomes known' } as const;
  return [
    {
      method: 'GET',
      path: '/admin/sign-in',
      access,
      handle: async (call) => showSignIn(call, call.query.return, {}),
    },
    {
      method: 'POST',
      path: '/admin/sign-in',
      access,
      async handle(call) {
        const { email, password, return: back } = call.form;
        const attempt = await call.attempt(session.signIn, { body: { email, password } });
        if (attempt.kind === 'refused') {
          return showSignIn(call, back, { email, fault: attempt.message, status: attempt.status });
        }
        if (attempt.reply.opened) return call.leadTo(returnPathOf(back), 'signed-in');
        return showSecondFactor(call, back, { pending: attempt.reply.body });
      },
    },
    {
      method: 'POST',
      path: '/admin/sign-in/second-factor',
      access,
      async handle(call) {
        const { pendingId, kind, code, methods = '', return: back } = call.form;
        const attempt = await call.attempt(session.finishSignIn, { body: { pendingId, proof: { kind, code } } });
        if (attempt.kind === 'done') return call.leadTo(returnPathOf(back), 'signed-in');
        if (attempt.error.code === 'staff_sign_in_expired') {
          return showSignIn(call, back, { fault: attempt.message, status: attempt.status });
        }
        const pending = { id: pendingId, methods: methods.split(' ') };
        return showSecondFactor(call, back, { pending, fault: attempt.message, status: attempt.status });
      },
    },
    {
      method: 'POST',
      path: '/admin/sign-out',
      access: 'staff',
      async handle(call) {
        await call.run(session.signOut);
        return call.leadTo('/admin/sign-in', 'signed-out');
      },
    },
    {
      method: 'POST',
      path: '/admin/step-up',
      access: 'staff',
      handle: async (call) => call.leadTo(returnPathOf(call.form.return), 'proven'),
    },
  ];
}

interface Shown {
  readonly email?: string | undefined;
  readonly pending?: object | undefined;
  readonly fault?: string;
  readonly status?: number;
}

function showSignIn(call: PageCall, back: string | undefined, { email = '', fault, status = 200 }: Shown) {
  const data = { email, fault, back: returnPathOf(back), ticket: call.ticket() };
  return call.showOpen({ view: 'session/sign-in', title: 'Sign in', status, data });
}

function showSecondFactor(call: PageCall, back: string | undefined, { pending, fault, status = 200 }: Shown) {
  const data = { pending, fault, back: returnPathOf(back), ticket: call.ticket() };
  return call.showOpen({ view: 'session/second-factor', title: 'Confirm that it is you', status, data });
}
