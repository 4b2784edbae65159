import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { StaffUpstream } from '../../../src/domain/staff/staff-upstream.ts';
import { ENGINES } from '../../support/engines.ts';
import { type StaffProvider, startStaffProvider } from '../../support/staff-provider.ts';
import { CALLER, REDIRECT_URI, refusal, startWaysStage, type WaysStage } from './ways-stage.ts';

const COOKIE = 'random-value-of-a-browser-1';

for (const engine of ENGINES) {
  describe(`staff that signs in at another provider, on ${engine.name}`, { skip: engine.skip }, () => {
    let provider: StaffProvider;
    let stage: WaysStage;
    let upstream: StaffUpstream;
    before(async () => {
      provider = await startStaffProvider({ redirectUri: REDIRECT_URI });
      stage = await startWaysStage(await engine.open(), {
        STAFF_OIDC_ISSUER: provider.issuer,
        STAFF_OIDC_CLIENT_ID: provider.client.clientId,
        STAFF_OIDC_CLIENT_SECRET: provider.client.clientSecret,
      });
      upstream = stage.staff.upstream;
    });
    after(async () => {
      await stage.close();
      await provider.close();
    });

    async function signIn(subject: string, email: string, verified: unknown = true) {
      provider.person = { subject, email, email_verified: verified };
      const { redirectUrl } = await upstream.begin(COOKIE, CALLER);
      return upstream.finish({ cookie: COOKIE, url: await provider.visit(redirectUrl) }, CALLER);
    }

    test('a member is signed in there, and has a session here', async () => {
      const anna = await stage.newMember('anna');
      const { token, session, member } = await signIn('s-anna', 'ANNA@broker.example');
      assert.deepEqual([session.how, member.id], ['upstream', anna.id]);
      const verified = await stage.staff.verifySession(token);
      assert.deepEqual([verified?.member.id, verified?.isSteppedUp], [anna.id, false]);
    });

    test('from then on the account counts, whatever address it has', async () => {
      const ben = await stage.newMember('ben');
      await stage.newMember('cleo');
      await signIn('s-ben', 'ben@broker.example');
      assert.equal((await signIn('s-ben', 'cleo@broker.example')).member.id, ben.id);
      await refusal(signIn('s-other', 'ben@broker.example'), 'staff_upstream_unknown', /another account/);
    });

    test('nobody becomes a member by it, nor is anybody let in by an address that is not verified', async () => {
      await refusal(signIn('s-x', 'stranger@broker.example'), 'staff_upstream_unknown', /no active member/);
      await stage.newMember('dora');
      for (const verified of [false, 'true', null]) {
        await refusal(signIn('s-dora', 'dora@broker.example', verified), 'staff_upstream_unknown', /verified no/);
      }
    });

    test('who is disabled is not let in, and who is let in loses it at once', async () => {
      const emil = await stage.newMember('emil');
      const { token } = await signIn('s-emil', emil.email);
      await stage.setStatus(emil, 'disabled');
      assert.equal(await stage.staff.verifySession(token), undefined);
      await refusal(signIn('s-emil', emil.email), 'staff_upstream_unknown', /disabled/);
    });

    test('a link that takes all factors lets the account go, so that another one can take its place', async () => {
      const finn = await stage.newMember('finn');
      const { token } = await signIn('s-finn', finn.email);
      await stage.resetFactors(finn);
      assert.equal(await stage.staff.verifySession(token), undefined);
      assert.equal((await signIn('s-finn-2', finn.email)).member.id, finn.id);
    });

    test('another browser cannot finish, nor the same one twice', async () => {
      const gina = await stage.newMember('gina');
      provider.person = { subject: 's-gina', email: gina.email, email_verified: true };
      const { redirectUrl } = await upstream.begin(COOKIE, CALLER);
      const url = await provider.visit(redirectUrl);
      await refusal(upstream.finish({ cookie: 'of-another-browser', url }, CALLER), 'staff_upstream_expired');
      await upstream.finish({ cookie: COOKIE, url }, CALLER);
      await refusal(upstream.finish({ cookie: COOKIE, url }, CALLER), 'staff_upstream_expired');
    });

    test('who brings back what another browser was led to is not signed in', async () => {
      provider.person = { subject: 's-attacker', email: 'attacker@broker.example', email_verified: true };
      const theirs = await provider.visit((await upstream.begin('cookie-of-attacker', CALLER)).redirectUrl);
      await upstream.begin(COOKIE, CALLER);
      await refusal(upstream.finish({ cookie: COOKIE, url: theirs }, CALLER), 'staff_upstream_refused');
    });

    test('row 42: how often one address begins is limited', async () => {
      const crowd = { ...CALLER, address: '192.0.2.99' };
      for (let count = 0; count < 100; count += 1) await upstream.begin(COOKIE, crowd);
      await refusal(upstream.begin(COOKIE, crowd), 'too_many_requests');
    });

    test('row 40: neither the client’s secret nor what a browser brings back is in the log', () => {
      const log = stage.logLines.join('\n');
      assert.doesNotMatch(log, /secret-of-the-bridge|random-value-of|"code"|state=/);
    });
  });
}

describe('staff where no other provider is set up', () => {
  test('that is said', async (t) => {
    const stage = await startWaysStage({});
    t.after(() => stage.close());
    const { upstream } = stage.staff;
    assert.equal(upstream.isConfigured, false);
    await refusal(upstream.begin(COOKIE, CALLER), 'staff_upstream_not_configured');
    const finished = upstream.finish({ cookie: COOKIE, url: `${REDIRECT_URI}?code=c` }, CALLER);
    await refusal(finished, 'staff_upstream_not_configured');
  });
});
