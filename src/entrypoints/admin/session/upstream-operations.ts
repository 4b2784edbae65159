import type { AdminDependencies } from '../admin-dependencies.ts';
import type { OpenOperation } from '../admin-operation.ts';
import type { Csrf } from '../csrf.ts';
import { noInput } from '../schemas.ts';
import { openedReply } from './operations.ts';
import { shownSession, signInWays, upstreamBeginning, upstreamBinding, upstreamReturn } from './schemas.ts';

const access = { kind: 'open', because: 'it is how one becomes known' } as const;
const tag = 'Session';

export interface UpstreamOperations {
  readonly getSignInWays: OpenOperation;
  readonly beginUpstreamSignIn: OpenOperation;
  readonly finishUpstreamSignIn: OpenOperation;
}

/** Signing in at another OpenID provider, where one is configured. */
export function upstreamOperations({ staff }: AdminDependencies, csrf: Csrf): UpstreamOperations {
  const { upstream, passkeys } = staff;
  return {
    getSignInWays: {
      operationId: 'getSignInWays',
      method: 'GET',
      path: '/session/ways',
      tag,
      summary: 'How one can sign in at this bridge',
      access,
      effect: { kind: 'read' },
      request: noInput,
      response: { status: 200, schema: signInWays, description: 'Ways beside email and password' },
      errors: [],
      handle: async () => ({
        body: { id: 'ways', passkeys: passkeys.isAvailable, upstream: upstream.isConfigured },
      }),
    },
    beginUpstreamSignIn: {
      operationId: 'beginUpstreamSignIn',
      method: 'POST',
      path: '/session/upstream/begin',
      tag,
      summary: 'Sign in elsewhere: where the browser goes',
      description: 'Whoever begins has to be who finishes: keep `binding` where nobody else reads it.',
      access,
      effect: { kind: 'read' },
      request: { ...noInput, body: upstreamBinding },
      response: { status: 200, schema: upstreamBeginning, description: 'The address of the provider' },
      errors: ['staff_upstream_not_configured', 'staff_upstream_unavailable', 'too_many_requests'],
      handle: async ({ body, caller }) => ({
        body: { id: 'upstream', ...(await upstream.begin(String(body.binding), caller)) },
      }),
    },
    finishUpstreamSignIn: {
      operationId: 'finishUpstreamSignIn',
      method: 'POST',
      path: '/session/upstream',
      tag,
      summary: 'Sign in elsewhere: what the browser came back with',
      access,
      effect: { kind: 'change', action: 'session.open' },
      request: { ...noInput, body: upstreamReturn },
      response: { status: 201, schema: shownSession, description: 'The session' },
      errors: [
        'staff_upstream_not_configured',
        'staff_upstream_expired',
        'staff_upstream_refused',
        'staff_upstream_unknown',
        'staff_upstream_unavailable',
      ],
      handle: async ({ body, caller }) => {
        const callback = { cookie: String(body.binding), url: String(body.url) };
        return openedReply(csrf, await upstream.finish(callback, caller));
      },
    },
  };
}
