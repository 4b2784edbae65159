import { BridgeError } from '../../../errors/bridge-error.ts';
import { hostCookieName, readCookie } from '../../../http/cookies.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { RouteReply } from '../../../http/route.ts';
import { newSecret } from '../../../lib/secrets.ts';
import { STAFF_CALLBACK_PATH } from '../../../lib/staff-callback-path.ts';
import type { AdminPage, PageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { returnPathOf } from '../return-path.ts';
import { showSignIn } from './show-sign-in.ts';

const NAME = 'drawbridge-staff-upstream';
/** As long as the sign-in waits. */
const LIFETIME_SECONDS = 600;
/** Cookies are read up to 200 characters; a longer way back is left out. */
const MAX_BACK_LENGTH = 150;

/** There and back. The way there is a link, since the policy of our pages lets no form lead to another site. */
export function upstreamPages(operations: AdminOperations): AdminPage[] {
  const { session } = operations;
  const access = { kind: 'open', because: 'it is how one becomes known' } as const;
  return [
    {
      method: 'GET',
      path: '/admin/sign-in/upstream',
      access,
      async handle(call) {
        const look = answerToLook(call);
        if (look) return look;
        const { return: back } = call.query;
        const binding = newBinding(returnPathOf(back));
        const attempt = await call.attempt(session.beginUpstreamSignIn, { body: { binding } });
        if (attempt.kind === 'refused') return showSignIn(call, operations, back, { refused: attempt });
        const { redirectUrl } = attempt.reply.body as { readonly redirectUrl: string };
        return { kind: 'redirect', location: redirectUrl, headers: { 'set-cookie': bindingCookie(binding) } };
      },
    },
    {
      method: 'GET',
      path: STAFF_CALLBACK_PATH,
      access,
      async handle(call) {
        const look = answerToLook(call);
        if (look) return look;
        const { headers, originalUrl } = call.context.request;
        // Without a cookie it is as with one that nothing was begun with.
        const binding = readCookie(headers, NAME) ?? newSecret();
        const back = backOf(binding);
        const body = { binding, url: originalUrl };
        const attempt = await call.attempt(session.finishUpstreamSignIn, { body });
        if (attempt.kind === 'done') return call.leadTo(back, 'signed-in');
        const reply = await showSignIn(call, operations, back, { refused: attempt });
        // What the provider sent stands in this page's address.
        return reply.kind === 'html'
          ? { ...reply, headers: { ...reply.headers, 'referrer-policy': 'no-referrer' } }
          : reply;
      },
    },
  ];
}

/**
 * Whoever only looks, by `HEAD` or ahead of what the member may do, begins nothing and spends nothing.
 *
 * @throws `prefetch_refused`
 */
function answerToLook({ context: { request } }: PageCall): RouteReply | undefined {
  if (isPrefetch(request.headers)) throw new BridgeError('prefetch_refused');
  return request.method === 'HEAD' ? { kind: 'html', headers: {}, body: '' } : undefined;
}

/** Only who has it can finish; and it knows where to go on to. */
function newBinding(back: string): string {
  const kept = Buffer.from(back).toString('base64url');
  return kept.length > MAX_BACK_LENGTH ? newSecret() : `${newSecret()}.${kept}`;
}

function backOf(binding: string): string {
  const [, kept = ''] = binding.split('.');
  return returnPathOf(Buffer.from(kept, 'base64url').toString());
}

/** `Lax`: the browser comes back from another site. */
function bindingCookie(binding: string): string {
  return `${hostCookieName(NAME)}=${binding}; Path=/; Max-Age=${LIFETIME_SECONDS}; Secure; HttpOnly; SameSite=Lax`;
}
