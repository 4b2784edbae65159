import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { returnPathOf } from '../return-path.ts';
import { passkeyPages } from './passkey-pages.ts';
import { type PendingSignIn, parsedAnswer, showSecondFactor, showSignIn } from './show-sign-in.ts';
import { upstreamPages } from './upstream-pages.ts';

/** Signing in and out, and the proof that it is you. */
export function sessionPages(operations: AdminOperations): AdminPage[] {
  return [
    ...passwordPages(operations),
    ...passkeyPages(operations),
    ...upstreamPages(operations),
    {
      method: 'POST',
      path: '/admin/sign-out',
      access: 'staff',
      async handle(call) {
        await call.run(operations.session.signOut);
        return call.leadTo('/admin/sign-in', 'signed-out');
      },
    },
    {
      method: 'POST',
      path: '/admin/step-up',
      access: 'staff',
      async handle(call) {
        // The proof came with the form, or not at all.
        if (!call.identity.isSteppedUp) throw new BridgeError('step_up_needed');
        return call.leadTo(returnPathOf(call.form.return), 'proven');
      },
    },
  ];
}

function passwordPages(operations: AdminOperations): AdminPage[] {
  const { session } = operations;
  const access = { kind: 'open', because: 'it is how one becomes known' } as const;
  return [
    {
      method: 'GET',
      path: '/admin/sign-in',
      access,
      async handle(call) {
        if (call.identity !== null) return call.leadTo(returnPathOf(call.query.return));
        return showSignIn(call, operations, call.query.return);
      },
    },
    {
      method: 'POST',
      path: '/admin/sign-in',
      access,
      async handle(call) {
        const { email = '', password = '', return: back } = call.form;
        const attempt = await call.attempt(session.signIn, { body: { email, password } });
        if (attempt.kind === 'refused') return showSignIn(call, operations, back, { email, refused: attempt });
        if (attempt.reply.opened) return call.leadTo(returnPathOf(back), 'signed-in');
        return showSecondFactor(call, back, attempt.reply.body as PendingSignIn);
      },
    },
    {
      method: 'POST',
      path: '/admin/sign-in/second-factor',
      access,
      async handle(call) {
        const { pendingId = '', kind = '', code = '', passkey, methods = '', return: back } = call.form;
        const proof = kind === 'passkey' ? { kind, response: parsedAnswer(passkey) } : { kind, code };
        const attempt = await call.attempt(session.finishSignIn, { body: { pendingId, proof }, isTyped: true });
        if (attempt.kind === 'done') return call.leadTo(returnPathOf(back), 'signed-in');
        if (attempt.error.code === 'staff_sign_in_expired') {
          return showSignIn(call, operations, back, { refused: attempt });
        }
        return showSecondFactor(call, back, { id: pendingId, methods: methods.split(' ') }, attempt);
      },
    },
  ];
}
