import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setUpAuthenticator } from '../../support/authenticator-app.ts';
import { ENGINES } from '../../support/engines.ts';
import { CALLER, fromAddress, openStaffStage, outcomesOf, PASSWORD, refusal, type StaffStage } from './staff-stage.ts';

const MINUTE_MS = 60_000;
const NEXT = 'another horse battery';

for (const engine of ENGINES) {
  describe(`sessions of staff on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: StaffStage;
    before(async () => {
      stage = await openStaffStage(await engine.open());
      for (const name of ['root', 'ada', 'ben', 'cleo', 'dan', 'eve', 'fay'])
        await stage.member(`${name}@broker.example`);
    });
    after(() => stage.close());

    const seen = async (token: string) => (await stage.another.verifySession(token))?.session.lastSeenAtMs;

    test('a session ends after half an hour without a request, and twelve hours after it began at the latest', async () => {
      const { clock } = stage.bridge;
      const idle = await stage.session('ada@broker.example');
      clock.advance(30 * MINUTE_MS - 1);
      assert.ok(await seen(idle.token));
      clock.advance(30 * MINUTE_MS);
      assert.equal(await seen(idle.token), undefined);
      assert.deepEqual(await stage.staff.sessions.list(idle.member.id), []);
      const busy = await stage.session('ada@broker.example');
      for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
        clock.advance(20 * MINUTE_MS);
        assert.ok(await seen(busy.token), `after ${minutes} minutes`);
      }
      clock.advance(20 * MINUTE_MS);
      assert.equal(await seen(busy.token), undefined);
    });

    test('when it was seen last is written once a minute', async () => {
      const { clock } = stage.bridge;
      const { token } = await stage.session('ada@broker.example');
      const beganMs = clock.nowMs();
      clock.advance(MINUTE_MS - 1);
      assert.equal(await seen(token), beganMs);
      clock.advance(1);
      assert.equal(await seen(token), beganMs + MINUTE_MS);
    });

    test('what is no token of ours opens nothing, nor does one after the member signed out', async () => {
      const { token } = await stage.session('ada@broker.example');
      for (const other of ['', 'dbs_', `${token}x`, token.slice(0, -1), token.replace('dbs_', 'dbl_')]) {
        assert.equal(await stage.staff.verifySession(other), undefined);
      }
      await stage.staff.signOut(token);
      await stage.staff.signOut(token);
      assert.equal(await stage.another.verifySession(token), undefined);
    });

    test('members list and end their own sessions, one by one or all others, and no one else’s', async () => {
      const { staff } = stage;
      const own = [];
      for (let count = 0; count < 3; count += 1) own.push(await stage.session('ben@broker.example'));
      const [one, two, three] = own;
      assert.ok(one && two && three);
      const others = await stage.session('cleo@broker.example');
      assert.equal((await staff.sessions.list(one.member.id)).length, 3);
      await refusal(staff.sessions.end(one.member.id, others.session.id), 'staff_session_unknown');
      await staff.sessions.end(one.member.id, two.session.id);
      assert.equal(await staff.sessions.endAllBut(one.member.id, three.session.id), 1);
      const alive = await Promise.all(
        own.map(async ({ token }) => (await stage.another.verifySession(token)) !== undefined),
      );
      assert.deepEqual(alive, [false, false, true]);
      assert.ok(await staff.verifySession(others.token));
    });

    test('stepping up by password makes a new token, good for five minutes, and voids the one before', async () => {
      const { staff, bridge } = stage;
      const { token, session } = await stage.session('cleo@broker.example');
      assert.equal((await staff.verifySession(token))?.isSteppedUp, false);
      assert.deepEqual(await staff.proofsOf(session.memberId), ['password']);
      await refusal(staff.stepUp(token, { kind: 'password', password: 'wrong' }, CALLER), 'staff_proof_wrong');
      await refusal(staff.stepUp(token, { kind: 'totp', code: '123456' }, CALLER), 'staff_proof_wrong');
      const stepped = await staff.stepUp(token, { kind: 'password', password: PASSWORD }, CALLER);
      assert.equal(stepped.session.id, session.id);
      assert.equal(await stage.another.verifySession(token), undefined);
      assert.equal((await stage.another.verifySession(stepped.token))?.isSteppedUp, true);
      bridge.clock.advance(5 * MINUTE_MS);
      assert.equal((await staff.verifySession(stepped.token))?.isSteppedUp, false);
      const proof = { kind: 'password', password: PASSWORD } as const;
      await refusal(staff.stepUp(token, proof, CALLER), 'staff_session_unknown');
      const both = [staff.stepUp(stepped.token, proof, CALLER), stage.another.stepUp(stepped.token, proof, CALLER)];
      assert.deepEqual(await outcomesOf(both), ['ok', 'staff_session_unknown']);
    });

    test('who has a second factor steps up by that; the password is not enough, nor is a code that was used', async () => {
      const { staff, bridge } = stage;
      const { token, session } = await stage.session('dan@broker.example');
      const { code, recoveryCodes } = await setUpAuthenticator(staff, bridge.clock, session.memberId);
      assert.deepEqual(await staff.proofsOf(session.memberId), ['totp', 'recovery-code']);
      await refusal(staff.stepUp(token, { kind: 'password', password: PASSWORD }, CALLER), 'staff_proof_wrong');
      await refusal(staff.stepUp(token, { kind: 'totp', code: code() }, CALLER), 'staff_proof_wrong');
      const stepped = await staff.stepUp(token, { kind: 'totp', code: code(1) }, CALLER);
      const recovery = { kind: 'recovery-code', code: recoveryCodes[0] ?? '' } as const;
      assert.ok(await staff.stepUp(stepped.token, recovery, CALLER));
      await staff.own.removeTotp(session.memberId);
      assert.deepEqual(await staff.proofsOf(session.memberId), ['password']);
      const none = { hasPassword: true, hasTotp: false, recoveryCodesLeft: 0 };
      assert.deepEqual(await staff.own.factorsOf(session.memberId), none);
    });

    test('an authenticator app counts once a code of it is confirmed in time; new recovery codes void the old', async () => {
      const { staff, bridge } = stage;
      const { id } = (await stage.session('fay@broker.example')).member;
      await refusal(staff.own.confirmTotp(id, '123456'), 'staff_totp_not_begun');
      const { otpauthUrl, secret } = await staff.own.beginTotp(id);
      assert.match(otpauthUrl, new RegExp(`^otpauth://totp/Drawbridge:fay%40broker\\.example\\?.*secret=${secret}`));
      await refusal(staff.own.confirmTotp(id, 'no code'), 'staff_proof_wrong');
      assert.equal((await staff.own.factorsOf(id)).hasTotp, false);
      bridge.clock.advance(15 * MINUTE_MS);
      await refusal(staff.own.confirmTotp(id, '123456'), 'staff_totp_not_begun');
      const { recoveryCodes, code } = await setUpAuthenticator(staff, bridge.clock, id);
      const renewed = await staff.own.newRecoveryCodes(id);
      const { pendingId } = await stage.pending('fay@broker.example');
      const old = { kind: 'recovery-code', code: recoveryCodes[0] ?? '' } as const;
      await refusal(staff.finishSecondFactor({ pendingId, proof: old }, CALLER), 'staff_proof_wrong');
      const fresh = { kind: 'recovery-code', code: renewed.recoveryCodes[0] ?? '' } as const;
      assert.ok(await staff.finishSecondFactor({ pendingId, proof: fresh }, CALLER));
      assert.ok(code);
      await refusal(staff.own.beginTotp('sm_nobody'), 'staff_member_unknown');
      await refusal(staff.own.newRecoveryCodes('sm_nobody'), 'staff_member_unknown');
    });

    test('another password ends all sessions, links and sign-ins that wait, and opens a new one', async () => {
      const { staff } = stage;
      const { token, member } = await stage.session('eve@broker.example');
      const other = await stage.session('eve@broker.example');
      const link = await staff.members.newPasswordLink(staff.operator, member.id);
      const change = (current: string, next: string) => staff.own.changePassword(token, { current, next }, CALLER);
      await refusal(change('wrong', NEXT), 'staff_proof_wrong');
      for (const weak of [
        'too short',
        'eve@broker.example',
        'Password1234',
        'aaaaaaaaaaaa',
        PASSWORD,
        'x'.repeat(257),
      ]) {
        await refusal(change(PASSWORD, weak), 'staff_password_refused', 'password');
      }
      const opened = await change(PASSWORD, NEXT);
      for (const before of [token, other.token]) assert.equal(await stage.another.verifySession(before), undefined);
      assert.ok(await stage.another.verifySession(opened.token));
      assert.equal(await staff.newPassword.find(link.token), undefined);
      await refusal(change(NEXT, PASSWORD), 'staff_session_unknown');
      await refusal(stage.session('eve@broker.example'), 'staff_credentials_wrong');
    });

    test('row 42: guesses of the password in a session that is open are slowed down too', async () => {
      const { token } = await stage.session('ben@broker.example', '198.51.100.9');
      const guess = () =>
        stage.staff.stepUp(token, { kind: 'password', password: 'wrong' }, fromAddress('198.51.100.9'));
      for (let tries = 0; tries < 8; tries += 1) await refusal(guess(), 'staff_proof_wrong');
      await refusal(guess(), 'too_many_requests');
    });

    test('sweeping leaves what is alive', async () => {
      const { token, member } = await stage.session('root@broker.example');
      stage.staff.start();
      await stage.staff.stop();
      assert.ok(await stage.staff.verifySession(token));
      assert.equal((await stage.staff.sessions.list(member.id)).length, 1);
    });

    test('rows 40 and 49: no token, password, code or secret is in the log, nor in what is stored', async () => {
      const { staff, bridge } = stage;
      const { token, member } = await stage.session('root@broker.example');
      const app = await setUpAuthenticator(staff, bridge.clock, member.id);
      const { pendingId } = await stage.pending('root@broker.example');
      const link = await staff.members.newPasswordLink(staff.operator, member.id);
      const form = { email: 'gus@broker.example', name: 'Gus', role: 'admin', reach: { kind: 'everything' } } as const;
      const invited = await staff.invitations.invite(staff.operator, form);
      const canaries = [token, PASSWORD, app.secret, pendingId, link.token, invited.token, ...app.recoveryCodes];
      const log = bridge.logLines.join('');
      assert.match(log, /a member of staff signed in/);
      const files = readdirSync(bridge.dataDir).map((name) => readFileSync(join(bridge.dataDir, name), 'latin1'));
      for (const canary of canaries) {
        assert.ok(!log.includes(canary), 'the log');
        assert.ok(!files.some((file) => file.includes(canary)), 'the stores');
      }
    });
  });
}
