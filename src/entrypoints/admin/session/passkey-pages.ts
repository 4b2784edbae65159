import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { returnPathOf } from '../return-path.ts';
import { parsedAnswer, showSignIn } from './show-sign-in.ts';

/** Where the script gets questions to passkeys, and where the form with the answer goes. */
export function passkeyPages(operations: AdminOperations): AdminPage[] {
  const { session } = operations;
  const access = { kind: 'open', because: 'it is how one becomes known' } as const;
  return [
    {
      method: 'POST',
      path: '/admin/sign-in/passkey/question',
      access,
      handle: async (call) => ({ kind: 'json', body: (await call.run(session.beginPasskeySignIn)).body ?? {} }),
    },
    {
      method: 'POST',
      path: '/admin/sign-in/passkey',
      access,
      async handle(call) {
        const { passkey, return: back } = call.form;
        const body = { response: parsedAnswer(passkey) };
        const attempt = await call.attempt(session.finishPasskeySignIn, { body, isTyped: true });
        if (attempt.kind === 'refused') return showSignIn(call, operations, back, { refused: attempt });
        return call.leadTo(returnPathOf(back), 'signed-in');
      },
    },
    {
      method: 'POST',
      path: '/admin/sign-in/second-factor/question',
      access,
      async handle(call) {
        const { pendingId = '' } = call.form;
        const reply = await call.run(session.beginPasskeySecondFactor, { body: { pendingId } });
        return { kind: 'json', body: reply.body ?? {} };
      },
    },
    {
      method: 'POST',
      path: '/admin/step-up/question',
      access: 'staff',
      handle: async (call) => ({ kind: 'json', body: (await call.run(session.beginPasskeyProof)).body ?? {} }),
    },
  ];
}
