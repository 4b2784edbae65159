import type { AdminSamples } from '../support/admin-sample.ts';
import { ofNothing } from '../support/admin-sample.ts';

const PASSWORD = 'correct horse battery';
const proof = { kind: 'password', password: PASSWORD };
const binding = 'binding-of-a-browser-0123456789';

export const sessionSamples: AdminSamples = {
  signIn: ({ owner }) => ({ body: { email: owner.member.email, password: PASSWORD } }),
  finishSignIn: () => ({ body: { pendingId: 'none', proof: { kind: 'totp', code: '123456' } } }),
  getSession: ofNothing,
  stepUp: () => ({ body: { proof } }),
  signOut: ofNothing,
  beginPasskeySignIn: ofNothing,
  finishPasskeySignIn: () => ({ body: { response: {} } }),
  beginPasskeySecondFactor: () => ({ body: { pendingId: 'none' } }),
  beginPasskeyProof: ofNothing,
  getSignInWays: ofNothing,
  beginUpstreamSignIn: () => ({ body: { binding } }),
  finishUpstreamSignIn: () => ({ body: { binding, url: '/?code=none' } }),
};
