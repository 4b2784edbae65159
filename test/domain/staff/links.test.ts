import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setUpAuthenticator } from '../../support/authenticator-app.ts';
import { ENGINES } from '../../support/engines.ts';
import { CALLER, openStaffStage, outcomesOf, PASSWORD, refusal, type StaffStage } from './staff-stage.ts';

const NEXT = 'a wholly new sentence';

for (const engine of ENGINES) {
  describe(`links for staff on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: StaffStage;
    before(async () => {
      stage = await openStaffStage(await engine.open());
    });
    after(() => stage.close());

    test('the first owner signs up by the latest link, once; then there is none any more', async () => {
      const { staff, another } = stage;
      const [first, second] = [await staff.firstOwner.offer(), await another.firstOwner.offer()];
      assert.ok(first && second);
      assert.deepEqual([await staff.firstOwner.isOpen(first), await staff.firstOwner.isOpen(second)], [false, true]);
      const form = (name: string) => ({ email: `${name}@broker.example`, name, password: PASSWORD });
      await refusal(staff.firstOwner.accept(first, form('ada'), CALLER), 'staff_link_spent');
      await refusal(staff.firstOwner.accept(second, { ...form('ada'), email: 'x' }, CALLER), 'staff_invalid', 'email');
      await refusal(
        staff.firstOwner.accept(second, { ...form('ada'), password: 'x' }, CALLER),
        'staff_password_refused',
      );
      const invited = { ...form('taken'), role: 'admin', reach: { kind: 'everything' } } as const;
      await staff.invitations.invite(staff.operator, invited);
      await refusal(staff.firstOwner.accept(second, form('taken'), CALLER), 'staff_exists', 'email');
      const outcomes = await outcomesOf([
        staff.firstOwner.accept(second, form('ada'), CALLER),
        another.firstOwner.accept(second, form('ben'), CALLER),
      ]);
      assert.deepEqual(outcomes, ['ok', 'staff_link_spent']);
      assert.equal(await another.firstOwner.offer(), null);
      assert.equal(await staff.firstOwner.isOpen(second), false);
      const active = (await staff.members.list(staff.operator, { limit: 9 })).items.filter(
        ({ status }) => status === 'active',
      );
      assert.deepEqual(
        active.map(({ role, reach }) => [role, reach.kind]),
        [['owner', 'everything']],
      );
    });

    test('a link for a new password works once, ends all sessions, and leaves the second factor to be proved', async () => {
      const { staff, another, bridge } = stage;
      const { id } = await stage.member('cleo@broker.example');
      const { token: session } = await stage.session('cleo@broker.example');
      const app = await setUpAuthenticator(staff, bridge.clock, id);
      const { token } = await staff.members.newPasswordLink(staff.operator, id);
      const shown = { email: 'cleo@broker.example', name: 'cleo@broker.example', resetsFactors: false };
      assert.deepEqual(await another.newPassword.find(token), shown);
      await refusal(staff.newPassword.accept(token, { password: 'weak' }, CALLER), 'staff_password_refused');
      const [one, two] = [staff, another].map((each) => each.newPassword.accept(token, { password: NEXT }, CALLER));
      assert.ok(one && two);
      assert.deepEqual(await outcomesOf([one, two]), ['ok', 'staff_link_spent']);
      const result = await one.catch(() => two);
      assert.equal(result.kind, 'second-factor');
      assert.equal(await another.verifySession(session), undefined);
      const proof = { kind: 'totp', code: app.code(1) } as const;
      assert.ok(await staff.finishSecondFactor({ pendingId: result.pendingId, proof }, CALLER));
      await refusal(stage.pending('cleo@broker.example'), 'staff_credentials_wrong');
    });

    test('where it says so it removes the second factors too', async () => {
      const { staff, bridge } = stage;
      const { id } = await stage.member('dan@broker.example');
      await setUpAuthenticator(staff, bridge.clock, id);
      const { token } = await staff.members.newPasswordLink(staff.operator, id, { resetFactors: true });
      assert.equal((await staff.own.factorsOf(id)).hasTotp, true, 'not before it is used');
      assert.equal((await staff.newPassword.accept(token, { password: NEXT }, CALLER)).kind, 'signed-in');
      assert.deepEqual(await staff.own.factorsOf(id), { hasPassword: true, hasTotp: false, recoveryCodesLeft: 0 });
    });

    test('it ends after a day, with a newer one, and when its member is disabled; who is not active gets none', async () => {
      const { staff, bridge } = stage;
      const { id, revision } = await stage.member('eve@broker.example');
      const link = async () => (await staff.members.newPasswordLink(staff.operator, id)).token;
      const [older, old] = [await link(), await link()];
      assert.equal(await staff.newPassword.find(older), undefined);
      bridge.clock.advance(24 * 3_600_000);
      await refusal(staff.newPassword.accept(old, { password: NEXT }, CALLER), 'staff_link_spent');
      const last = await link();
      await staff.members.update(staff.operator, id, { status: 'disabled' }, revision);
      await refusal(staff.newPassword.accept(last, { password: NEXT }, CALLER), 'staff_link_spent');
      await refusal(link(), 'staff_state_wrong');
    });
  });
}
