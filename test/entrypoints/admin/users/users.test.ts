import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { User } from '../../../../src/domain/users/user.ts';
import { type AdminStage, reachOfBroker, reachOfCrm, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { aSession, aTrader } from './a-trader.ts';

const BROKER = 'tradingtech_main';
const reason = 'Asked for by telephone';
const body = { reason };

describe('traders by the admin API', () => {
  const stage = useAdminStage();
  let owner: StaffCaller;
  before(() => {
    owner = stage().owner;
  });

  const newTrader = (brokerName = BROKER): Promise<User> =>
    aTrader(stage().bridge, brokerName, { firstName: 'Ada', lastName: 'Quinn' });
  const at = ({ brokerName, id }: User, path = '') => `/white-labels/${brokerName}/users/${id}${path}`;
  const codeOf = ({ body: answer }: { body: Record<string, unknown> }) => (answer.error as { code?: string }).code;
  const entriesOf = (user: User) =>
    stage().bridge.app.audit.list(user.brokerName, { targetType: 'user', targetId: user.id }, { limit: 10 });
  const find = async (caller: StaffCaller, query: Record<string, string>) => {
    const { status, body: page, text } = await caller.call('GET', `/users?${new URLSearchParams(query)}`);
    assert.equal(status, 200, text);
    return page as { items: { id: string; brokerName: string }[]; nextCursor: string | null };
  };

  test('one is found by address, name, our id and the platform’s, and by nobody out of reach', async () => {
    const user = await newTrader();
    for (const q of [user.email, user.id, user.email.toUpperCase()]) {
      assert.deepEqual(
        (await find(owner, { q })).items.map(({ id }) => id),
        [user.id],
        q,
      );
    }
    assert.ok((await find(owner, { q: 'quinn', limit: '100' })).items.some(({ id }) => id === user.id));
    assert.equal((await find(owner, { q: '10345533' })).items[0]?.brokerName, BROKER);
    assert.deepEqual((await find(owner, { q: user.email, brokerName: 'financialhouse_main' })).items, []);
    const far = await stage().as('support', reachOfCrm('financialhouse_crm'));
    assert.deepEqual((await find(far, { q: user.email })).items, []);
    assert.deepEqual((await find(far, { q: user.email, brokerName: BROKER })).items, []);
    assert.equal(codeOf(await far.call('GET', at(user))), 'white_label_unknown');
  });

  test('the seeded trader of every CRM is found page by page', async () => {
    const first = await find(owner, { q: 'trader@example.com', limit: '2' });
    assert.equal(first.items.length, 2);
    const rest = await find(owner, { q: 'trader@example.com', limit: '2', cursor: first.nextCursor ?? '' });
    const names = [...first.items, ...rest.items].map(({ brokerName }) => brokerName);
    assert.deepEqual(names, ['financialhouse_main', BROKER, 'tradingtech_wl_europe']);
    assert.equal((await owner.call('GET', '/users?cursor=nonsense')).status, 400);
  });

  test('each look is in the privacy log and in the change log, by whom', async () => {
    const user = await newTrader();
    const support = await stage().as('support', reachOfBroker(BROKER));
    assert.equal((await support.call('GET', at(user))).status, 200);
    const [entry] = await entriesOf(user);
    assert.deepEqual(
      [entry?.action, entry?.actor],
      ['user.view', { kind: 'staff', id: support.member.id, email: support.member.email }],
    );
    const [seen] = await stage().bridge.app.privacyLog.list({ brokerName: BROKER }, { personId: user.id, limit: 1 });
    assert.deepEqual([seen?.operation, seen?.principal], ['getUser', `console-${support.member.email}`]);
  });

  test('a trader is shown with accounts in the order of their opening, sessions, agreements, payments and KYC', async () => {
    const { app } = stage().bridge;
    const seeded = await app.users.findAnyByEmail(BROKER, 'trader@example.com');
    assert.ok(seeded);
    const sessionId = await aSession(stage().bridge, seeded);
    const { body: shown } = await owner.call('GET', at(seeded));
    assert.deepEqual(
      (shown.accounts as { login: number }[]).map(({ login }) => login),
      [3000001, 5000001],
    );
    assert.ok((shown.sessions as { id: string }[]).some(({ id }) => id === sessionId));
    assert.equal((shown.agreements as { signed: object[] }).signed.length, 1);
    assert.equal(shown.kyc, null);
    assert.ok(!JSON.stringify(shown).includes('$argon2'));
  });

  test('one session is ended, and the others go on; one that has ended is unknown', async () => {
    const { bridge } = stage();
    const user = await newTrader();
    const [first, second] = [await aSession(bridge, user), await aSession(bridge, user)];
    const path = at(user, `/sessions/${first}/end`);
    assert.equal((await owner.call('POST', path, { body })).status, 200);
    const open = await bridge.app.access.listSessions(bridge.app.brokers.get(BROKER), user);
    assert.deepEqual(
      open.map(({ id }) => id),
      [second],
    );
    assert.equal(codeOf(await owner.call('POST', path, { body })), 'session_unknown');
    const stranger = await newTrader();
    assert.equal(
      codeOf(await owner.call('POST', at(stranger, `/sessions/${second}/end`), { body })),
      'session_unknown',
    );
    const [entry] = await entriesOf(user);
    assert.deepEqual([entry?.action, entry?.reason], ['user.end-session', reason]);
    assert.deepEqual(entry?.changes, [{ field: 'session', before: first, after: null }]);
  });

  test('who is disabled is signed out everywhere, and signs in again once enabled; each step with its reason', async () => {
    const { bridge } = stage();
    const user = await newTrader();
    await aSession(bridge, user);
    const etag = (await owner.call('GET', at(user))).headers.get('etag') ?? '';
    const disabled = await owner.call('POST', at(user, '/disable'), { body, headers: { 'if-match': etag } });
    assert.equal(disabled.body.enabled, false, disabled.text);
    assert.equal(await bridge.app.users.findById(BROKER, user.id), undefined);
    assert.equal(
      codeOf(await owner.call('POST', at(user, '/disable'), { body, headers: { 'if-match': etag } })),
      'precondition_failed',
    );
    assert.equal((await owner.call('POST', at(user, '/enable'), { body })).body.enabled, true);
    assert.deepEqual(await bridge.app.access.listSessions(bridge.app.brokers.get(BROKER), user), []);
    const steps = (await entriesOf(user)).map(({ action, reason: why }) => [action, why]);
    assert.deepEqual(steps.slice(0, 2), [
      ['user.enable', reason],
      ['user.disable', reason],
    ]);
  });

  test('a platform that does not end its sessions is told of, in the answer and in the log', async () => {
    const { app, simulator } = stage().bridge;
    const user = await app.users.findAnyByEmail(BROKER, 'trader@example.com');
    assert.ok(user?.platformUserId);
    for (const [step, back] of [
      ['/end-sessions', undefined],
      ['/disable', '/enable'],
    ] as const) {
      await simulator.setFaults({ failNext: { call: '3.12', status: 400 } });
      const failed = await owner.call('POST', at(user, step), { body });
      assert.deepEqual([failed.status, failed.body.isPlatformTold], [200, false], failed.text);
      const [entry] = await entriesOf(user);
      const told = entry?.changes.find(({ field }) => field === 'isPlatformTold');
      assert.deepEqual(told, { field: 'isPlatformTold', before: null, after: false });
      if (back) await owner.call('POST', at(user, back), { body });
      assert.equal((await owner.call('POST', at(user, step), { body })).body.isPlatformTold, true);
      if (back) await owner.call('POST', at(user, back), { body });
    }
  });

  test('a reset letter is sent, but not to who is disabled, and not too often', async () => {
    const { bridge } = stage();
    const user = await newTrader();
    const send = () => owner.call('POST', at(user, '/send-password-reset'), { body });
    assert.equal((await send()).status, 200);
    await bridge.app.deliverMail();
    const letters = async () =>
      (await bridge.simulator.mails()).filter(({ to }) => JSON.stringify(to).includes(user.email));
    assert.equal((await letters()).length, 1);
    await owner.call('POST', at(user, '/disable'), { body });
    assert.equal(codeOf(await send()), 'user_is_disabled');
    await owner.call('POST', at(user, '/enable'), { body });
    for (let sent = 1; sent < 5; sent += 1) assert.equal((await send()).status, 200);
    const tooOften = await send();
    assert.deepEqual([tooOften.status, codeOf(tooOften)], [429, 'too_many_letters']);
  });

  for (const path of ['/disable', '/enable', '/end-sessions', '/send-password-reset']) {
    test(`${path} needs a reason, and a trader of this very white label`, async () => {
      const user = await newTrader();
      const refused = await owner.call('POST', at(user, path), { body: { reason: ' ' } });
      assert.deepEqual([refused.status, (refused.body.error as { field: string }).field], [400, 'reason']);
      const elsewhere = { ...user, brokerName: 'tradingtech_wl_europe' };
      assert.equal(codeOf(await owner.call('POST', at(elsewhere, path), { body })), 'user_unknown');
      assert.ok((await entriesOf(user)).length === 0);
    });
  }

  test('what an auditor reads of a trader, support does not', async () => {
    const user = await newTrader();
    await owner.call('POST', at(user, '/end-sessions'), { body });
    const read = async (role: Parameters<AdminStage['as']>[0]) =>
      (await stage().as(role, reachOfBroker(BROKER))).call('GET', at(user, '/audit'));
    const { body: log } = await read('auditor');
    const [entry] = log.items as { action: string; actor: string; reason: string }[];
    assert.deepEqual([entry?.action, entry?.actor, entry?.reason], ['user.end-sessions', owner.member.email, reason]);
    assert.equal((await read('support')).status, 403);
  });
});
