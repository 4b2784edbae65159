import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NewStaffMember } from '../../../src/domain/staff/staff-administration.ts';
import { ENGINES } from '../../support/engines.ts';
import {
  CALLER,
  ELSEWHERE,
  EVERYTHING,
  OF_BROKER,
  OF_CRM,
  openStaffStage,
  outcomesOf,
  refusal,
  type StaffStage,
} from './staff-stage.ts';

const OTHER_PASSWORD = 'other horse battery';

for (const engine of ENGINES) {
  describe(`members of staff on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: StaffStage;
    before(async () => {
      stage = await openStaffStage(await engine.open());
      await stage.member('root@broker.example');
    });
    after(() => stage.close());

    const invite = (email: string, more: Partial<NewStaffMember> = {}) =>
      stage.staff.invitations.invite(stage.staff.operator, {
        email,
        name: 'Somebody',
        role: 'admin',
        reach: EVERYTHING,
        ...more,
      });

    test('of the last two owners of everything who demote each other at once one stays', async () => {
      const { staff, another } = stage;
      const [root] = (await staff.members.list(staff.operator, { limit: 1 })).items;
      assert.ok(root);
      await refusal(staff.members.update(root, root.id, { status: 'disabled' }, root.revision), 'staff_last_owner');
      await refusal(staff.members.update(root, root.id, { role: 'admin' }, root.revision), 'staff_last_owner');
      await refusal(staff.members.update(root, root.id, { reach: OF_CRM }, root.revision), 'staff_last_owner');
      const second = await stage.member('second@broker.example');
      const outcomes = await outcomesOf([
        staff.members.update(root, second.id, { role: 'admin' }, second.revision),
        another.members.update(second, root.id, { status: 'disabled' }, root.revision),
      ]);
      assert.deepEqual(outcomes, ['ok', 'staff_last_owner']);
      for (const { id } of [root, second]) {
        const { revision } = await staff.members.get(staff.operator, id);
        await staff.members.update(staff.operator, id, { role: 'owner', status: 'active' }, revision);
      }
    });

    test('who is invited chooses a password by the link, once, at whichever process, and is in', async () => {
      const { staff, another } = stage;
      const { member, token } = await invite(' New@Broker.example ');
      assert.deepEqual([member.email, member.status], ['new@broker.example', 'invited']);
      assert.deepEqual(await another.invitations.find(token), {
        email: 'new@broker.example',
        name: 'Somebody',
        role: 'admin',
      });
      await refusal(
        staff.invitations.accept(token, { password: 'new@broker.example' }, CALLER),
        'staff_password_refused',
      );
      const accept = (each: typeof staff) => each.invitations.accept(token, { password: OTHER_PASSWORD }, CALLER);
      assert.deepEqual(await outcomesOf([accept(staff), accept(another)]), ['ok', 'staff_link_spent']);
      assert.equal(await staff.invitations.find(token), undefined);
      assert.equal(
        (await staff.signIn({ email: 'new@broker.example', password: OTHER_PASSWORD }, CALLER)).kind,
        'signed-in',
      );
      await refusal(invite('NEW@broker.example'), 'staff_exists', 'email');
    });

    test('an invitation ends after three days, can be renewed, and be taken back', async () => {
      const { staff, bridge } = stage;
      const { member, token } = await invite('later@broker.example');
      const renewed = await staff.invitations.renew(staff.operator, member.id);
      await refusal(staff.invitations.accept(token, { password: OTHER_PASSWORD }, CALLER), 'staff_link_spent');
      bridge.clock.advance(72 * 3_600_000 - 1);
      assert.ok(await staff.invitations.find(renewed.token));
      bridge.clock.advance(1);
      await refusal(staff.invitations.accept(renewed.token, { password: OTHER_PASSWORD }, CALLER), 'staff_link_spent');
      const again = await staff.invitations.renew(staff.operator, member.id);
      await staff.invitations.revoke(staff.operator, member.id);
      assert.equal(await staff.invitations.find(again.token), undefined);
      await refusal(staff.invitations.revoke(staff.operator, member.id), 'staff_member_unknown');
      assert.ok(await invite('later@broker.example'));
      const root = await staff.members.get(staff.operator, (await stage.session('root@broker.example')).member.id);
      for (const change of [staff.invitations.renew, staff.invitations.revoke]) {
        await refusal(change(staff.operator, root.id), 'staff_state_wrong');
      }
    });

    test('what a member cannot be is refused beside its field', async () => {
      for (const [field, change] of [
        ['email', { email: 'no address' }],
        ['email', { email: `${'x'.repeat(250)}@broker.example` }],
        ['name', { name: ' ' }],
        ['name', { name: 'two\nlines' }],
        ['role', { role: 'king' as never }],
        ['reach', { reach: { kind: 'some', crms: [], brokers: [] } }],
        ['reach', { reach: { kind: 'some', crms: ['nobody'], brokers: [] } }],
        ['reach', { reach: { kind: 'some', crms: [], brokers: ['nobody'] } }],
      ] as const) {
        await refusal(invite('x@broker.example', change), 'staff_invalid', field);
      }
    });

    test('nobody grants more than they have, and only owners look after members', async () => {
      const { staff } = stage;
      const ofCrm = await stage.member('crm-owner@broker.example', { reach: OF_CRM });
      const as = (actor: typeof ofCrm, more: Partial<NewStaffMember>) =>
        staff.invitations.invite(actor, {
          email: 'y@broker.example',
          name: 'Y',
          role: 'support',
          reach: OF_CRM,
          ...more,
        });
      for (const reach of [EVERYTHING, ELSEWHERE, { kind: 'some', crms: ['nobody'], brokers: [] } as const]) {
        await refusal(as(ofCrm, { reach }), 'staff_forbidden');
      }
      const { member } = await as(ofCrm, { role: 'owner', reach: OF_BROKER });
      await staff.invitations.revoke(ofCrm, member.id);
      for (const role of ['admin', 'support', 'auditor'] as const) {
        const actor = await stage.member(`${role}@broker.example`, { role });
        await refusal(as(actor, {}), 'staff_forbidden');
        await refusal(staff.members.update(actor, ofCrm.id, { name: 'Z' }, ofCrm.revision), 'staff_forbidden');
        await refusal(staff.members.newPasswordLink(actor, ofCrm.id), 'staff_forbidden');
        await refusal(staff.members.endSessions(actor, ofCrm.id), 'staff_forbidden');
      }
    });

    test('row 28: whoever reaches what the actor does not is as if they were not there', async () => {
      const { staff } = stage;
      const actor = await stage.member('tt@broker.example', { reach: OF_CRM });
      const below = await stage.member('below@broker.example', { reach: OF_BROKER, role: 'support' });
      const foreign = await stage.member('foreign@broker.example', { reach: ELSEWHERE });
      const all = await stage.member('all@broker.example');
      const { items } = await staff.members.list(actor, { limit: 50 });
      const emails = items.map(({ email }) => email);
      assert.deepEqual([emails.includes('tt@broker.example'), emails.includes(below.email)], [true, true]);
      assert.deepEqual([emails.includes(foreign.email), emails.includes(all.email)], [false, false]);
      assert.equal((await staff.members.get(actor, below.id)).email, below.email);
      for (const { id } of [foreign, all, { id: 'sm_nobody' }]) {
        const code = 'staff_member_unknown';
        await refusal(staff.members.get(actor, id), code);
        await refusal(staff.members.update(actor, id, { name: 'Z' }, 1), code);
        await refusal(staff.members.endSessions(actor, id), code);
        await refusal(staff.members.newPasswordLink(actor, id), code);
        await refusal(staff.invitations.renew(actor, id), code);
        await refusal(staff.invitations.revoke(actor, id), code);
      }
    });

    test('members are found by part of address or name, in pages that leave nobody out', async () => {
      const { staff } = stage;
      for (const name of ['p1', 'p2', 'p3', 'p4', 'p5'])
        await stage.member(`${name}@pages.example`, { name: `Paginée ${name}` });
      const found: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await staff.members.list(staff.operator, {
          search: 'PAGINÉE',
          limit: 2,
          ...(cursor ? { cursor } : {}),
        });
        assert.ok(page.items.length <= 2);
        found.push(...page.items.map(({ email }) => email));
        cursor = page.nextCursor;
      } while (cursor);
      assert.deepEqual(
        found,
        ['p1', 'p2', 'p3', 'p4', 'p5'].map((name) => `${name}@pages.example`),
      );
      assert.equal((await staff.members.list(staff.operator, { search: 'p3@PAGES', limit: 9 })).items.length, 1);
    });

    test('of two changes from one revision the second is refused; a change counts at once in every process', async () => {
      const { staff, another } = stage;
      const { id, revision } = await stage.member('dora@broker.example', { role: 'support' });
      const { token } = await stage.session('dora@broker.example');
      const outcomes = await outcomesOf([
        staff.members.update(staff.operator, id, { role: 'admin' }, revision),
        another.members.update(another.operator, id, { role: 'auditor' }, revision),
      ]);
      assert.deepEqual(outcomes, ['ok', 'staff_changed_meanwhile']);
      const changed = await staff.members.get(staff.operator, id);
      assert.equal((await another.verifySession(token))?.member.role, changed.role);
      const same = await staff.members.update(staff.operator, id, { name: changed.name }, changed.revision);
      assert.equal(same.revision, changed.revision, 'nothing was changed');
      const off = await staff.members.update(staff.operator, id, { status: 'disabled' }, changed.revision);
      assert.equal(await another.verifySession(token), undefined);
      await staff.members.update(staff.operator, id, { status: 'active' }, off.revision);
      assert.equal(await another.verifySession(token), undefined);
      const { member } = await invite('waiting@broker.example');
      await refusal(staff.members.update(staff.operator, member.id, { status: 'active' }, 1), 'staff_state_wrong');
    });

    test('an owner ends all sessions of a member', async () => {
      const { staff, another } = stage;
      const { token, member } = await stage.session('root@broker.example');
      assert.ok((await staff.members.endSessions(staff.operator, member.id)) >= 1);
      assert.equal(await another.verifySession(token), undefined);
    });
  });
}
