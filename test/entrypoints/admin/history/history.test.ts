import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';

const HOME = 'tradingtech_main';
const ANN = { kind: 'staff', id: 'sm_ann', email: 'ann@broker.example' } as const;

interface Revision {
  readonly revision: number;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly changed: readonly string[];
}

describe('the history of a white label by the API', () => {
  const stage = useAdminStage();
  const at = (path: string) => `/white-labels/${HOME}${path}`;
  const get = (path: string) => stage().owner.call('GET', at(path));
  const settings = () => stage().bridge.app.brokers.settingsOf(HOME);
  const change = async (part: object) => (await stage().bridge.app.brokers.update(HOME, part, { actor: ANN })).revision;
  const withTokens = (part: object) => ({ tokens: { ...settings().tokens, ...part } });
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string }).code;

  test('it says who changed what, the newest first, page by page', async () => {
    const first = await change({ displayName: 'First' });
    const second = await change({ displayName: 'TradingTech' });
    const page = await get('/revisions?limit=1');
    const [newest] = page.body.items as Revision[];
    assert.deepEqual(
      [newest?.revision, newest?.actor, newest?.changed],
      [second, { kind: 'staff', name: ANN.email }, ['displayName']],
    );
    const next = await get(`/revisions?limit=1&cursor=${page.body.nextCursor}`);
    assert.equal((next.body.items as Revision[])[0]?.revision, first);
  });

  test('one revision tells what it changed, and holds no secret', async () => {
    const revision = await change(withTokens({ oneTimeTokenTtlSeconds: 111 }));
    const { body, text } = await get(`/revisions/${revision}`);
    assert.deepEqual(body.changes, [{ field: 'tokens.oneTimeTokenTtlSeconds', before: 60, after: 111 }]);
    assert.doesNotMatch(text, /sealed|sandbox-manager|argon2/);
    await change(withTokens({ oneTimeTokenTtlSeconds: 60 }));
    const compared = await get(`/revisions/${body.before}/compare?with=${revision}`);
    assert.deepEqual(compared.body.changes, body.changes);
  });

  test('a revision that there is not is told as such', async () => {
    for (const path of ['/revisions/999999', '/revisions/999999/undo', '/revisions/999999/compare?with=1']) {
      const answer = await get(path);
      assert.deepEqual([answer.status, codeOf(answer)], [404, 'broker_revision_unknown']);
    }
  });

  test('one is taken back with a look before, and the log says who did it', async () => {
    const revision = await change({ displayName: 'Mistaken' });
    const preview = await get(`/revisions/${revision}/undo`);
    assert.deepEqual(preview.body.changes, [{ field: 'displayName', before: 'Mistaken', after: 'TradingTech' }]);
    const headers = { 'if-match': preview.headers.get('etag') ?? '' };
    const undone = await stage().owner.call('POST', at(`/revisions/${revision}/undo`), { headers });
    assert.equal(undone.status, 200, undone.text);
    assert.equal(settings().displayName, 'TradingTech');
    const [entry] = await stage().bridge.app.audit.list(HOME, {}, { limit: 1 });
    assert.equal(entry?.action, 'white-label.undo');
    assert.deepEqual(entry?.changes, preview.body.changes);
    const [newest] = (await get('/revisions?limit=1')).body.items as Revision[];
    assert.equal(newest?.actor.name, stage().owner.member.email);
  });

  test('what was changed again later is not overwritten', async () => {
    const revision = await change({ displayName: 'One' });
    await change({ displayName: 'Two' });
    const { body } = await get(`/revisions/${revision}/undo`);
    assert.deepEqual(body.conflicts, [{ field: 'displayName', reason: 'changed-later' }]);
    const refused = await stage().owner.call('POST', at(`/revisions/${revision}/undo`));
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'broker_undo_conflict']);
    assert.equal(settings().displayName, 'Two');
    await change({ displayName: 'TradingTech' });
  });

  test('whoever looked before somebody else saved is told so', async () => {
    const revision = await change({ displayName: 'Seen' });
    const headers = { 'if-match': `"${revision}"` };
    await change(withTokens({ oneTimeTokenTtlSeconds: 75 }));
    const refused = await stage().owner.call('POST', at(`/revisions/${revision}/undo`), { headers });
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'broker_changed_meanwhile']);
    assert.equal(settings().displayName, 'Seen');
  });

  test('the manager’s password goes to no other address by taking a change back', async () => {
    const { platform } = settings();
    const elsewhere = { ...platform, baseUrl: 'https://elsewhere.example', managerPassword: 'another password' };
    const revision = await change({ platform: elsewhere });
    const { body } = await get(`/revisions/${revision}/undo`);
    assert.deepEqual(body.conflicts, [{ field: 'platform.baseUrl', reason: 'needs-secret' }]);
    const refused = await stage().owner.call('POST', at(`/revisions/${revision}/undo`));
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'broker_undo_conflict']);
    assert.equal(settings().platform.baseUrl, 'https://elsewhere.example');
  });

  test('two white labels are compared only by who reaches both', async () => {
    const both = await stage().as('auditor', reachOfBroker(HOME, 'tradingtech_wl_europe'));
    const found = await both.call('GET', at('/compare?with=tradingtech_wl_europe'));
    assert.equal(found.status, 200);
    assert.ok((found.body.changes as { field: string }[]).some(({ field }) => field === 'displayName'));
    const one = await stage().as('admin', reachOfCrm('tradingtech_crm'));
    const answers = await Promise.all(
      ['financialhouse_main', 'no_such_broker'].map((other) => one.call('GET', at(`/compare?with=${other}`))),
    );
    for (const answer of answers) assert.deepEqual([answer.status, codeOf(answer)], [404, 'white_label_unknown']);
    assert.equal(answers[0]?.text, answers[1]?.text);
  });

  test('whose white label one is stays unsaid to who does not reach that broker', async () => {
    const child = await stage().as('admin', reachOfBroker('tradingtech_wl_europe'));
    const list = await child.call('GET', '/white-labels/tradingtech_wl_europe/revisions');
    const [newest] = list.body.items as Revision[];
    const { status, text } = await child.call(
      'GET',
      `/white-labels/tradingtech_wl_europe/revisions/${newest?.revision}`,
    );
    assert.equal(status, 200);
    assert.ok(!text.includes(HOME), text);
  });
});
