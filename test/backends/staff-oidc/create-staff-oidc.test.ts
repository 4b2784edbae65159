import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createStaffOidc } from '../../../src/backends/staff-oidc/create-staff-oidc.ts';
import type { UpstreamBackend, UpstreamChecks } from '../../../src/domain/staff/upstream-backend.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { type StaffProvider, startStaffProvider } from '../../support/staff-provider.ts';

const REDIRECT_URI = 'https://sso.broker.example/admin/sign-in/upstream/callback';
const ANNA = { subject: 'anna-1', email: 'Anna@Broker.example', email_verified: true };

describe('signing in at another provider', () => {
  const clock = createFakeClock();
  let provider: StaffProvider;
  let backend: UpstreamBackend;
  before(async () => {
    provider = await startStaffProvider({ redirectUri: REDIRECT_URI });
    backend = backendAt(provider.issuer, provider);
  });
  after(async () => {
    await backend.close();
    await provider.close();
  });

  function backendAt(issuer: string, { client }: Pick<StaffProvider, 'client'>): UpstreamBackend {
    return createStaffOidc({ issuer, ...client, redirectUri: REDIRECT_URI, allowLoopback: true, clock });
  }

  async function comeBack(twists: Partial<UpstreamChecks> = {}, change: (url: URL) => void = () => undefined) {
    const { redirectUrl, checks } = await backend.begin();
    const callback = new URL(await provider.visit(redirectUrl));
    change(callback);
    return backend.finish(callback.href, { ...checks, ...twists });
  }

  test('leads there with a code, PKCE, state and nonce, different each time', async () => {
    const [first, second] = [await backend.begin(), await backend.begin()];
    const asked = Object.fromEntries(new URL(first.redirectUrl).searchParams);
    assert.equal(new URL(first.redirectUrl).origin, provider.issuer);
    const { state, nonce, code_challenge, ...rest } = asked;
    assert.deepEqual(rest, {
      client_id: 'drawbridge',
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    assert.deepEqual([state, nonce], [first.checks.state, first.checks.nonce]);
    assert.ok(!first.redirectUrl.includes(first.checks.codeVerifier));
    for (const part of ['state', 'nonce', 'codeVerifier'] as const) {
      assert.ok(first.checks[part].length >= 43, 'at least 256 bits');
      assert.notEqual(first.checks[part], second.checks[part]);
    }
    assert.ok(code_challenge);
  });

  test('says who it is, asking for the address where the ID token does not hold it', async () => {
    provider.person = ANNA;
    assert.deepEqual(await comeBack(), {
      issuer: provider.issuer,
      subject: 'anna-1',
      verifiedEmail: 'Anna@Broker.example',
    });
    assert.ok(provider.calls.includes('/me'));
  });

  for (const [tellsInIdToken, isAsked] of [
    ['all', false],
    ['address', true],
  ] as const) {
    test(`whose ID token holds ${tellsInIdToken} is ${isAsked ? '' : 'not '}asked for the rest`, async (t) => {
      const other = await startStaffProvider({
        redirectUri: REDIRECT_URI,
        tellsInIdToken,
        authMethod: 'client_secret_post',
      });
      const there = backendAt(other.issuer, other);
      t.after(async () => {
        await there.close();
        await other.close();
      });
      other.person = ANNA;
      const { redirectUrl, checks } = await there.begin();
      const { verifiedEmail } = await there.finish(await other.visit(redirectUrl), checks);
      assert.equal(verifiedEmail, 'Anna@Broker.example');
      assert.equal(other.calls.includes('/me'), isAsked);
    });
  }

  for (const [name, claims] of [
    ['without one', {}],
    ['that is not verified', { email: 'a@b.example', email_verified: false }],
    ['of which nothing is said', { email: 'a@b.example' }],
    ['that is verified in words alone', { email: 'a@b.example', email_verified: 'true' }],
    ['that is no text', { email: 7, email_verified: true }],
  ] as const) {
    test(`an address ${name} is none`, async () => {
      provider.person = { subject: 'x', ...claims };
      assert.equal((await comeBack()).verifiedEmail, null);
    });
  }

  test('whatever address the request is said to have, only what the browser brought back counts', async () => {
    provider.person = ANNA;
    const { redirectUrl, checks } = await backend.begin();
    const { search } = new URL(await provider.visit(redirectUrl));
    const { subject } = await backend.finish(`http://10.0.0.1:3000/elsewhere${search}`, checks);
    assert.equal(subject, 'anna-1');
  });

  for (const [name, twists, change] of [
    ['another state', { state: 'x' }, undefined],
    ['another nonce', { nonce: 'x' }, undefined],
    ['another code verifier', { codeVerifier: 'x'.repeat(43) }, undefined],
    ['another code', {}, (url: URL) => url.searchParams.set('code', 'x')],
    ['no code', {}, (url: URL) => url.searchParams.delete('code')],
    ['no state', {}, (url: URL) => url.searchParams.delete('state')],
    ['another issuer', {}, (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
  ] as const) {
    test(`refuses ${name}`, async () => {
      provider.person = ANNA;
      await refusal(comeBack(twists, change), 'staff_upstream_refused');
    });
  }

  test('refuses whoever said no there, and says so in the log alone', async () => {
    const { checks } = await backend.begin();
    const callback = (error: string) => `${REDIRECT_URI}?error=${error}&state=${checks.state}&iss=${provider.issuer}`;
    await refusal(backend.finish(callback('access_denied'), checks), 'staff_upstream_refused', /says access_denied$/);
    await refusal(backend.finish(callback('Canary%20text'), checks), 'staff_upstream_refused', /says something else$/);
  });

  test('a code is redeemed once', async () => {
    provider.person = ANNA;
    const { redirectUrl, checks } = await backend.begin();
    const callback = await provider.visit(redirectUrl);
    await backend.finish(callback, checks);
    await refusal(backend.finish(callback, checks), 'staff_upstream_refused', /invalid_grant/);
  });

  test('a secret that the provider does not know is refused, and repeated nowhere', async (t) => {
    const wrong = backendAt(provider.issuer, { client: { clientId: 'drawbridge', clientSecret: 'canary-secret' } });
    t.after(() => wrong.close());
    const { redirectUrl, checks } = await wrong.begin();
    await assert.rejects(wrong.finish(await provider.visit(redirectUrl), checks), (error) => {
      assert.ok(isBridgeError(error, 'staff_upstream_refused'));
      assert.doesNotMatch(JSON.stringify([error, error.detail, error.cause, error.stack]), /canary/);
      return true;
    });
  });

  test('what the provider says of itself is asked for once, and kept for ten minutes', async () => {
    const asked = () => provider.calls.filter((path) => path.endsWith('openid-configuration')).length;
    clock.advance(10 * 60_000);
    const before = asked();
    await Promise.all([backend.begin(), backend.begin()]);
    clock.advance(10 * 60_000 - 1);
    await backend.begin();
    assert.equal(asked(), before + 1);
    clock.advance(1);
    await backend.begin();
    assert.equal(asked(), before + 2);
  });

  test('a provider that is gone, or that is none, is unavailable', async (t) => {
    const gone = await startStaffProvider({ redirectUri: REDIRECT_URI });
    const there = backendAt(gone.issuer, gone);
    const later = backendAt(gone.issuer, gone);
    const none = backendAt(`${provider.issuer}/nothing`, provider);
    t.after(() => Promise.all([there, later, none].map((each) => each.close())));
    const { redirectUrl, checks } = await there.begin();
    const callback = await gone.visit(redirectUrl);
    await gone.close();
    await refusal(there.finish(callback, checks), 'staff_upstream_unavailable', /ECONN|SOCKET/);
    await refusal(later.begin(), 'staff_upstream_unavailable', /ECONN/);
    await refusal(none.begin(), 'staff_upstream_unavailable');
  });

  test('in production a provider on this machine is not gone to, but at its own origin', async (t) => {
    const other = createStaffOidc({
      ...{ issuer: provider.issuer, ...provider.client, redirectUri: REDIRECT_URI, clock },
      allowLoopback: false,
    });
    t.after(() => other.close());
    await other.begin();
  });
});

async function refusal(promise: Promise<unknown>, code: ErrorCode, detail?: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.equal(error.code, code, error.detail);
    if (detail) assert.match(error.detail ?? '', detail);
    return true;
  });
}
