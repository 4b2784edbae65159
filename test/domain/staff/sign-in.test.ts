import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setUpAuthenticator } from '../../support/authenticator-app.ts';
import { ENGINES } from '../../support/engines.ts';
import { CALLER, fromAddress, openStaffStage, outcomesOf, PASSWORD, refusal, type StaffStage } from './staff-stage.ts';

for (const engine of ENGINES) {
  describe(`signing in as staff on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: StaffStage;
    before(async () => {
      stage = await openStaffStage(await engine.open());
      await stage.member('root@broker.example');
    });
    after(() => stage.close());

    const signIn = (email: string, password = PASSWORD) => stage.staff.signIn({ email, password }, CALLER);
    const withTotp = async (email: string) => {
      const { id } = await stage.member(email);
      const app = await setUpAuthenticator(stage.staff, stage.bridge.clock, id);
      return { ...app, id };
    };
    const finish = (pendingId: string, kind: 'totp' | 'recovery-code', code: string, staff = stage.staff) =>
      staff.finishSecondFactor({ pendingId, proof: { kind, code } }, CALLER);

    test('the right password opens a session, however the email address is typed; the member knows when', async () => {
      await stage.member('ada@broker.example');
      const result = await signIn(' ADA@Broker.example ');
      assert.equal(result.kind, 'signed-in');
      const { token, session, member } = result.opened;
      assert.match(token, /^dbs_[\w-]{43}$/);
      assert.match(session.id, /^ss_/);
      assert.deepEqual([session.how, session.address, session.steppedUpUntilMs], ['password', CALLER.address, null]);
      assert.equal(member.lastSignInAtMs, stage.bridge.clock.nowMs());
      assert.deepEqual((await stage.another.verifySession(token))?.member, member);
    });

    test('a wrong password, an unknown address, who is disabled and who was only invited get one answer', async () => {
      const { staff } = stage;
      const { id, revision } = await stage.member('off@broker.example');
      await staff.members.update(staff.operator, id, { status: 'disabled' }, revision);
      const invited = { name: 'New', role: 'admin', reach: { kind: 'everything' } } as const;
      await staff.invitations.invite(staff.operator, { ...invited, email: 'new@broker.example' });
      for (const [email, password] of [
        ['root@broker.example', 'wrong'],
        ['nobody@broker.example', PASSWORD],
        ['off@broker.example', PASSWORD],
        ['new@broker.example', PASSWORD],
        ['new@broker.example', ''],
      ] as const) {
        await refusal(signIn(email, password), 'staff_credentials_wrong');
      }
    });

    test('where there is an authenticator app the password alone opens nothing; a code does, once', async () => {
      const { code } = await withTotp('totp@broker.example');
      const { pendingId, methods } = await stage.pending('totp@broker.example');
      assert.deepEqual(methods, ['totp', 'recovery-code']);
      await refusal(finish(pendingId, 'totp', code()), 'staff_proof_wrong');
      await refusal(finish(pendingId, 'totp', '12345x'), 'staff_proof_wrong');
      const passwordAgain = { kind: 'password', password: PASSWORD } as const;
      await refusal(stage.staff.finishSecondFactor({ pendingId, proof: passwordAgain }, CALLER), 'staff_proof_wrong');
      const late = code(1);
      stage.bridge.clock.advance(60_000);
      const opened = await finish(pendingId, 'totp', late);
      assert.equal(opened.session.how, 'password');
      await refusal(finish(pendingId, 'totp', code()), 'staff_sign_in_expired');
      const again = await stage.pending('totp@broker.example');
      await refusal(finish(again.pendingId, 'totp', late), 'staff_proof_wrong');
      assert.ok(await finish(again.pendingId, 'totp', code(1)));
      await refusal(
        finish((await stage.pending('totp@broker.example')).pendingId, 'totp', code(3)),
        'staff_proof_wrong',
      );
    });

    test('row 2: one code at two processes at once opens one session', async () => {
      const { code } = await withTotp('race@broker.example');
      stage.bridge.clock.advance(30_000);
      const [one, two] = [await stage.pending('race@broker.example'), await stage.pending('race@broker.example')];
      const outcomes = await outcomesOf([
        finish(one.pendingId, 'totp', code()),
        finish(two.pendingId, 'totp', code(), stage.another),
      ]);
      assert.deepEqual(outcomes, ['ok', 'staff_proof_wrong']);
    });

    test('a recovery code stands in for the app once, at whichever process, however it is typed', async () => {
      const { id, recoveryCodes } = await withTotp('lost@broker.example');
      assert.equal(recoveryCodes.length, 10);
      assert.equal(new Set(recoveryCodes).size, 10);
      const [first = '', second = ''] = recoveryCodes;
      assert.match(first, /^([0-9a-z]{5}-){3}[0-9a-z]{5}$/);
      const [one, two] = [await stage.pending('lost@broker.example'), await stage.pending('lost@broker.example')];
      const outcomes = await outcomesOf([
        finish(one.pendingId, 'recovery-code', first),
        finish(two.pendingId, 'recovery-code', first, stage.another),
      ]);
      assert.deepEqual(outcomes, ['ok', 'staff_proof_wrong']);
      const third = await stage.pending('lost@broker.example');
      assert.ok(await finish(third.pendingId, 'recovery-code', ` ${second.toUpperCase().replaceAll('-', ' ')} `));
      assert.equal((await stage.staff.own.factorsOf(id)).recoveryCodesLeft, 8);
    });

    test('a sign-in that waits ends after five minutes, and with what changes in between', async () => {
      const { id, code } = await withTotp('slow@broker.example');
      const { pendingId } = await stage.pending('slow@broker.example');
      stage.bridge.clock.advance(5 * 60_000);
      await refusal(finish(pendingId, 'totp', code()), 'staff_sign_in_expired');
      await refusal(finish('nothing', 'totp', code()), 'staff_sign_in_expired');
      const { staff } = stage;
      const pending = await stage.pending('slow@broker.example');
      const member = await staff.members.get(staff.operator, id);
      const off = await staff.members.update(staff.operator, id, { status: 'disabled' }, member.revision);
      await refusal(finish(pending.pendingId, 'totp', code()), 'staff_sign_in_expired');
      await staff.members.update(staff.operator, id, { status: 'active' }, off.revision);
      await refusal(finish(pending.pendingId, 'totp', code()), 'staff_sign_in_expired');
    });

    test('row 42: who guesses passwords is slowed down at their address, and locks nobody out', async () => {
      await stage.member('victim@broker.example');
      const wrong = (address: string) =>
        stage.staff.signIn({ email: 'victim@broker.example', password: 'wrong' }, fromAddress(address));
      for (let tries = 0; tries < 8; tries += 1) await refusal(wrong('2001:db8::1'), 'staff_credentials_wrong');
      await refusal(wrong('2001:db8::2'), 'too_many_requests');
      await stage.session('victim@broker.example', '198.51.100.1');
      // Known there from now on, whatever is tried from everywhere else.
      const attack = Array.from({ length: 45 }, (_, index) => wrong(`203.0.113.${index}`).catch(() => undefined));
      await Promise.all(attack);
      assert.ok(await stage.session('victim@broker.example', '198.51.100.1'));
      assert.ok(await stage.session('victim@broker.example', '198.51.100.77'), 'a new address has a try too');
    });

    test('row 42: guesses of second factors are slowed down too, and a new sign-in begins no new count', async () => {
      await withTotp('guessed@broker.example');
      for (let tries = 0; tries < 8; tries += 1) {
        const { pendingId } = await stage.pending('guessed@broker.example');
        await refusal(finish(pendingId, 'totp', '000000'), 'staff_proof_wrong');
      }
      const { pendingId } = await stage.pending('guessed@broker.example');
      await refusal(finish(pendingId, 'totp', '000000', stage.another), 'too_many_requests');
    });
  });
}
