import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StaffReach } from '../../../../src/domain/staff/staff-member.ts';
import { EVERYTHING, reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';

const HOME = reachOfBroker('tradingtech_main');
const reason = 'Left the company';

describe('members of staff by the API', () => {
  const stage = useAdminStage();
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string } | undefined)?.code;
  const person = (email: string, reach: StaffReach = HOME) => ({ email, name: 'Sam', role: 'support', reach });

  test('whoever reaches less sees nobody who reaches more, and cannot name them', async () => {
    const { owner } = stage();
    const [near, far] = [
      await stage().as('support', HOME),
      await stage().as('support', reachOfCrm('financialhouse_crm')),
    ];
    const local = await stage().as('owner', HOME);
    const { body, text } = await local.call('GET', '/staff?limit=100');
    const ids = (body.items as { id: string }[]).map(({ id }) => id);
    assert.ok(ids.includes(near.member.id) && ids.includes(local.member.id));
    for (const hidden of [owner, far]) {
      assert.ok(!text.includes(hidden.member.email));
      for (const [method, path, sent] of [
        ['GET', '', undefined],
        ['PATCH', '', { role: 'auditor' }],
        ['POST', '/disable', { reason }],
        ['POST', '/new-password-link', {}],
        ['POST', '/end-sessions', { reason }],
      ] as const) {
        const answer = await local.call(method, `/staff/${hidden.member.id}${path}`, { body: sent });
        assert.deepEqual([answer.status, codeOf(answer)], [404, 'staff_member_unknown'], path);
      }
    }
  });

  test('nobody grants more than they have', async () => {
    const local = await stage().as('owner', HOME);
    for (const reach of [
      EVERYTHING,
      reachOfBroker('financialhouse_main'),
      reachOfCrm('tradingtech_crm'),
      reachOfBroker('no_such'),
    ]) {
      const answer = await local.call('POST', '/staff', { body: person('more@example.com', reach) });
      assert.deepEqual([answer.status, codeOf(answer)], [403, 'staff_forbidden']);
    }
    const self = await local.call('PATCH', `/staff/${local.member.id}`, { body: { reach: EVERYTHING } });
    assert.equal(codeOf(self), 'staff_forbidden');
  });

  test('an auditor looks, and changes nothing; an admin does not even look', async () => {
    const auditor = await stage().as('auditor', EVERYTHING);
    assert.equal((await auditor.call('GET', '/staff')).status, 200);
    assert.equal(codeOf(await auditor.call('POST', '/staff', { body: person('x@example.com') })), 'staff_forbidden');
    const admin = await stage().as('admin', EVERYTHING);
    assert.equal(codeOf(await admin.call('GET', '/staff')), 'staff_forbidden');
  });

  test('of two who change a member the second is told, and nothing is overwritten', async () => {
    const { member } = await stage().as('support', HOME);
    const seen = await stage().owner.call('GET', `/staff/${member.id}`);
    const change = (role: string) =>
      stage().owner.call('PATCH', `/staff/${member.id}`, {
        body: { role },
        headers: { 'if-match': seen.headers.get('etag') ?? '' },
      });
    assert.equal((await change('auditor')).status, 200);
    const second = await change('admin');
    assert.deepEqual([second.status, codeOf(second)], [409, 'staff_changed_meanwhile']);
    assert.equal((await stage().owner.call('GET', `/staff/${member.id}`)).body.role, 'auditor');
  });

  test('who is demoted has less with the next request, in sessions that are open', async () => {
    const owner = await stage().as('owner', EVERYTHING);
    assert.equal((await owner.call('GET', '/staff')).status, 200);
    await stage().owner.call('PATCH', `/staff/${owner.member.id}`, { body: { role: 'support' } });
    assert.equal(codeOf(await owner.call('GET', '/staff')), 'staff_forbidden');
  });

  test('who is disabled is signed out, and back with what they had; both are in the change log', async () => {
    const support = await stage().as('support', HOME);
    const path = `/staff/${support.member.id}`;
    assert.equal((await stage().owner.call('POST', `${path}/disable`, { body: { reason } })).body.status, 'disabled');
    assert.equal((await support.call('GET', '/session')).status, 401);
    assert.equal((await stage().owner.call('POST', `${path}/enable`, { body: {} })).body.status, 'active');
    const entries = await stage().bridge.app.audit.list(null, { targetId: support.member.id }, { limit: 10 });
    assert.deepEqual(
      entries.map(({ action, reason: why, changes }) => [action, why, changes.map(({ after }) => after)]).slice(0, 2),
      [
        ['staff.enable', null, ['active']],
        ['staff.disable', reason, ['disabled']],
      ],
    );
  });

  test('links are in no log; an invitation is renewed, and withdrawn', async () => {
    const { owner } = stage();
    const invited = await owner.call('POST', '/staff', { body: person('link@example.com') });
    assert.equal(invited.status, 201, invited.text);
    assert.equal(codeOf(await owner.call('POST', '/staff', { body: person('link@example.com') })), 'staff_exists');
    const path = `/staff/${invited.body.id}`;
    const renewed = await owner.call('POST', `${path}/invitation`, { body: {} });
    assert.notEqual(renewed.body.link, invited.body.link);
    const look = async (link: unknown) => {
      const token = new URL(String(link)).searchParams.get('token');
      return (await owner.call('POST', '/staff-links/invitation/look', { body: { token } })).status;
    };
    assert.deepEqual([await look(invited.body.link), await look(renewed.body.link)], [410, 200]);
    assert.equal(codeOf(await owner.call('POST', `${path}/new-password-link`, { body: {} })), 'staff_state_wrong');
    assert.equal((await owner.call('DELETE', `${path}/invitation`)).status, 204);
    assert.deepEqual([await look(renewed.body.link), (await owner.call('GET', path)).status], [410, 404]);
    const entries = await stage().bridge.app.audit.list(null, { targetId: String(invited.body.id) }, { limit: 10 });
    const actions = ['staff.withdraw-invitation', 'staff.renew-invitation', 'staff.invite'];
    assert.deepEqual(
      entries.map(({ action }) => action),
      actions,
    );
    for (const link of [invited.body.link, renewed.body.link]) {
      const token = new URL(String(link)).searchParams.get('token') ?? '-';
      assert.ok(!JSON.stringify(entries).includes(token));
      assert.ok(stage().bridge.logLines.every((line) => !line.includes(token)));
    }
  });

  test('what is not valid is refused with its field', async () => {
    const { owner } = stage();
    for (const [change, field] of [
      [{ email: 'none' }, 'email'],
      [{ name: 'two\nlines' }, 'name'],
      [{ role: 'king' }, 'role'],
      [{ reach: reachOfBroker() }, 'reach'],
      [{ reach: reachOfCrm('no_such_crm') }, 'reach'],
    ] as const) {
      const answer = await owner.call('POST', '/staff', { body: { ...person('valid@example.com'), ...change } });
      assert.equal(answer.status, 400, answer.text);
      assert.equal((answer.body.error as { field: string }).field, field);
    }
  });
});
