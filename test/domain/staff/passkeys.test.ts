import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Staff } from '../../../src/domain/staff/staff.ts';
import type { StaffMember } from '../../../src/domain/staff/staff-member.ts';
import { ENGINES } from '../../support/engines.ts';
import type { SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { CALLER, PASSWORD, refusal, startWaysStage, type WaysStage } from './ways-stage.ts';

for (const engine of ENGINES) {
  describe(`passkeys of staff on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: WaysStage;
    let staff: Staff;
    before(async () => {
      stage = await startWaysStage(await engine.open());
      staff = stage.staff;
    });
    after(() => stage.close());

    async function pendingOf({ email }: StaffMember): Promise<string> {
      const result = await staff.signIn({ email, password: PASSWORD }, CALLER);
      assert.equal(result.kind, 'second-factor');
      return result.kind === 'second-factor' ? result.pendingId : '';
    }

    async function finishBy(device: SoftwareAuthenticator, pendingId: string) {
      const response = device.answer(await staff.passkeys.beginSecondFactor(pendingId));
      return staff.finishSecondFactor({ pendingId, proof: { kind: 'passkey', response } }, CALLER);
    }

    async function signInBy(device: SoftwareAuthenticator) {
      const response = device.answer(await staff.passkeys.beginSignIn(CALLER));
      return staff.passkeys.finishSignIn({ response }, CALLER);
    }

    test('a device calls the member by email address and name', async () => {
      const anna = await stage.newMember('named');
      const { user } = await staff.passkeys.beginRegistration(anna.id);
      assert.deepEqual([user.name, user.displayName], [anna.email, anna.name]);
      await refusal(staff.passkeys.beginRegistration('sm_nobody'), 'staff_member_unknown');
    });

    test('who has one is asked for it after the password', async () => {
      const anna = await stage.newMember('anna');
      assert.equal((await staff.signIn({ email: anna.email, password: PASSWORD }, CALLER)).kind, 'signed-in');
      const device = await stage.deviceOf(anna);
      assert.deepEqual(await staff.proofsOf(anna.id), ['passkey']);
      const { session, member, token } = await finishBy(device, await pendingOf(anna));
      assert.deepEqual([session.how, member.id], ['password', anna.id]);
      assert.equal((await staff.verifySession(token))?.member.id, anna.id);
    });

    test('as a second factor another member’s proves nothing, nor does a wrong answer or one given before', async () => {
      const [ben, cleo] = [await stage.newMember('ben'), await stage.newMember('cleo')];
      const [bens, cleos] = [await stage.deviceOf(ben), await stage.deviceOf(cleo)];
      const pendingId = await pendingOf(ben);
      const prove = (response: unknown) =>
        staff.finishSecondFactor({ pendingId, proof: { kind: 'passkey', response } }, CALLER);
      const asked = await staff.passkeys.beginSecondFactor(pendingId);
      await refusal(prove(cleos.answer({ ...asked, allowCredentials: [] })), 'staff_proof_wrong');
      await refusal(prove(bens.answer(asked)), 'staff_proof_wrong');
      const again = await staff.passkeys.beginSecondFactor(pendingId);
      await refusal(prove(bens.answer(again, { breaksSignature: true })), 'staff_proof_wrong');
      for (const nothing of [undefined, null, {}, 'x']) await refusal(prove(nothing), 'staff_proof_wrong');
      await finishBy(bens, pendingId);
      await refusal(staff.passkeys.beginSecondFactor(pendingId), 'staff_sign_in_expired');
    });

    test('one alone signs in, for it stands for both factors', async () => {
      const dora = await stage.newMember('dora');
      const { session, member, token } = await signInBy(await stage.deviceOf(dora));
      assert.deepEqual([session.how, member.id], ['passkey', dora.id]);
      assert.equal((await staff.verifySession(token))?.isSteppedUp, false);
    });

    test('one alone is good once', async () => {
      const device = await stage.deviceOf(await stage.newMember('once'));
      const response = device.answer(await staff.passkeys.beginSignIn(CALLER));
      await staff.passkeys.finishSignIn({ response }, CALLER);
      await refusal(staff.passkeys.finishSignIn({ response }, CALLER), 'passkey_ceremony_expired');
    });

    test('one that is unknown, or of a member who is disabled, signs nobody in, and both look alike', async () => {
      const emil = await stage.newMember('emil');
      const device = await stage.deviceOf(emil);
      await stage.setStatus(emil, 'disabled');
      await refusal(signInBy(device), 'passkey_refused', /no active member/);
      await stage.setStatus(emil, 'active');
      const [passkey] = await staff.passkeys.list(emil.id);
      await signInBy(device);
      await staff.passkeys.remove(emil.id, passkey?.id ?? '');
      await refusal(signInBy(device), 'passkey_refused', /no passkey/);
    });

    test('one proves again that it is they, and the password does not any more', async () => {
      const finn = await stage.newMember('finn');
      const device = await stage.deviceOf(finn);
      const { token } = await signInBy(device);
      await refusal(staff.stepUp(token, { kind: 'password', password: PASSWORD }, CALLER), 'staff_proof_wrong');
      const response = device.answer(await staff.passkeys.beginProof(finn.id));
      const opened = await staff.stepUp(token, { kind: 'passkey', response }, CALLER);
      assert.equal((await staff.verifySession(opened.token))?.isSteppedUp, true);
      assert.equal(await staff.verifySession(token), undefined);
    });

    test('an answer that was given to sign in proves nothing again', async () => {
      const gina = await stage.newMember('gina');
      const device = await stage.deviceOf(gina);
      const { token } = await signInBy(device);
      const response = device.answer(await staff.passkeys.beginSignIn(CALLER));
      await refusal(staff.stepUp(token, { kind: 'passkey', response }, CALLER), 'staff_proof_wrong');
    });

    test('recovery codes stand in for it, and go with the last second factor', async () => {
      const hugo = await stage.newMember('hugo');
      await stage.deviceOf(hugo);
      const { recoveryCodes } = await staff.own.newRecoveryCodes(hugo.id);
      const pendingId = await pendingOf(hugo);
      const proof = { kind: 'recovery-code', code: recoveryCodes[0] ?? '' } as const;
      await staff.finishSecondFactor({ pendingId, proof }, CALLER);
      const [passkey] = await staff.passkeys.list(hugo.id);
      await staff.passkeys.remove(hugo.id, passkey?.id ?? '');
      assert.equal((await staff.own.factorsOf(hugo.id)).recoveryCodesLeft, 0);
      assert.deepEqual(await staff.proofsOf(hugo.id), ['password']);
      assert.equal((await staff.signIn({ email: hugo.email, password: PASSWORD }, CALLER)).kind, 'signed-in');
    });

    test('of two the codes stay when one is removed', async () => {
      const ines = await stage.newMember('ines');
      await stage.deviceOf(ines);
      await stage.deviceOf(ines);
      await staff.own.newRecoveryCodes(ines.id);
      const [passkey] = await staff.passkeys.list(ines.id);
      await refusal(staff.passkeys.remove('sm_other', passkey?.id ?? ''), 'passkey_unknown');
      await staff.passkeys.remove(ines.id, passkey?.id ?? '');
      assert.equal((await staff.own.factorsOf(ines.id)).recoveryCodesLeft, 10);
    });

    test('a link that takes all factors takes them, and what was proved by them', async () => {
      const jan = await stage.newMember('jan');
      const device = await stage.deviceOf(jan);
      const before = await signInBy(device);
      const response = device.answer(await staff.passkeys.beginSignIn(CALLER));
      const token = await stage.resetFactors(jan);
      assert.equal(await staff.verifySession(before.token), undefined);
      assert.equal((await staff.verifySession(token))?.member.id, jan.id);
      assert.deepEqual([await staff.passkeys.list(jan.id), await staff.proofsOf(jan.id)], [[], ['password']]);
      await refusal(staff.passkeys.finishSignIn({ response }, CALLER), 'passkey_refused');
    });

    test('row 42: how often one address asks to sign in by one is limited, and of no other', async () => {
      const crowd = { ...CALLER, address: '2001:db8::1' };
      for (let count = 0; count < 100; count += 1) await staff.passkeys.beginSignIn(crowd);
      await refusal(staff.passkeys.beginSignIn({ ...crowd, address: '2001:db8::2' }), 'too_many_requests');
      await staff.passkeys.beginSignIn({ ...crowd, address: '2001:db8:0:1::1' });
    });
  });
}

describe('passkeys of staff where browsers have none any more', () => {
  let stage: WaysStage;
  before(async () => {
    stage = await startWaysStage({}, { PUBLIC_URL: 'http://127.0.0.1:3000' });
  });
  after(() => stage.close());

  test('the password alone does not become enough by that', async () => {
    const { staff, app } = stage;
    const anna = await stage.newMember('anna');
    assert.equal(staff.passkeys.isAvailable, false);
    await app.storage.passkeys.add({
      ...{ id: 'passkey_1', holderId: anna.id, label: 'Key', isSynced: false, createdAtMs: 1, lastUsedAtMs: null },
      ...{ credentialId: 'AAAA', publicKey: 'AAAA', counter: 0, transports: [] },
    });
    const result = await staff.signIn({ email: anna.email, password: PASSWORD }, CALLER);
    assert.equal(result.kind, 'second-factor');
    await refusal(staff.passkeys.beginProof(anna.id), 'passkeys_unavailable');
    await stage.resetFactors(anna);
  });
});
