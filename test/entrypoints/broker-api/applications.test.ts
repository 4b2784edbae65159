import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';

type Shown = Readonly<Record<string, unknown>>;

for (const engines of ENGINES) {
  describe(`applications over the broker API, on ${engines.name}`, { skip: engines.skip }, () => {
    const stage = useBrokerApiStage(() => engines.open());
    const newEmail = () => `${randomUUID()}@example.com`;
    const submit = (body: object = {}, headers = {}) =>
      stage().system.call('POST', '/applications', { body: { email: newEmail(), ...body }, headers });
    const move = (id: unknown, to: string, headers = {}) =>
      stage().system.call('POST', `/applications/${id}/transitions`, { body: { to }, headers });
    const read = async (id: unknown) => (await stage().system.call('GET', `/applications/${id}`)).body;

    test('an applicant goes the way of the workflow and becomes a trader, and every access stands in the privacy log', async () => {
      const { system } = stage();
      const { body: workflow } = await system.call('GET', '/applications/workflow');
      assert.deepEqual(
        (workflow.states as Shown[]).map(({ id, next }) => [id, next]),
        [
          ['submitted', ['in_review']],
          ['in_review', ['approved', 'refused']],
          ['approved', []],
          ['refused', []],
        ],
      );
      const made = await submit({ firstName: 'Ada', data: { answers: [1, { deep: true }] } });
      assert.equal(made.status, 201);
      assert.equal(made.headers.get('etag'), '"1"');
      const { id } = made.body;
      assert.deepEqual((await read(id)).data, { answers: [1, { deep: true }] });
      const { headers } = await move(id, 'in_review', { 'if-match': '"1"' });
      assert.equal(headers.get('etag'), '"2"');
      const approved = await move(id, 'approved');
      assert.equal(approved.status, 200);
      const { body: user } = await system.call('GET', `/users/${approved.body.userId}`);
      assert.deepEqual([user.email, user.firstName], [made.body.email, 'Ada']);
      const history = approved.body.history as Shown[];
      assert.deepEqual(
        history.map(({ from, to }) => [from, to]),
        [
          [null, 'submitted'],
          ['submitted', 'in_review'],
          ['in_review', 'approved'],
        ],
      );
      assert.ok(history.every(({ apiKeyId }) => apiKeyId === system.held.key.id));
      const { body: log } = await system.call('GET', `/privacy-log?personId=${id}`);
      assert.deepEqual((log.items as Shown[]).map(({ operation }) => operation).toReversed(), [
        'createApplication',
        'getApplication',
        'moveApplication',
        'moveApplication',
      ]);
    });

    test('what the workflow refuses, an older revision and an address that is taken are refused', async () => {
      const { id, email } = (await submit()).body;
      assertRefused(await move(id, 'approved'), 409, 'application_transition_refused');
      assertRefused(await move(id, 'nowhere'), 400, 'parameter_invalid', 'to');
      await move(id, 'in_review');
      assertRefused(await move(id, 'refused', { 'if-match': '"1"' }), 412, 'precondition_failed');
      await stage().system.call('POST', '/users', { body: { email } });
      assertRefused(await move(id, 'approved'), 409, 'email_taken', 'email');
      assertRefused(await move('none', 'refused'), 404, 'application_unknown');
      assertRefused(await stage().system.call('GET', '/applications/none'), 404, 'application_unknown');
    });

    test('row 44: approved six times at once, the applicant is one trader', async () => {
      const { id, email } = (await submit()).body;
      await move(id, 'in_review');
      const answers = await Promise.all(Array.from({ length: 6 }, () => move(id, 'approved')));
      assert.ok(answers.some(({ status }) => status === 200));
      assert.ok(answers.every(({ status }) => status === 200 || status === 409));
      const { body: found } = await stage().system.call('GET', `/users?email=${email}`);
      assert.deepEqual(
        (found.items as Shown[]).map((user) => user.id),
        [(await read(id)).userId],
      );
    });

    test('with an Idempotency-Key it is handed in once', async () => {
      const [email, headers] = [newEmail(), { 'idempotency-key': randomUUID() }];
      const [first, again] = [await submit({ email }, headers), await submit({ email }, headers)];
      assert.deepEqual([again.status, again.body], [201, first.body]);
      const { body } = await stage().system.call('GET', `/applications?email=${email}`);
      assert.equal((body.items as Shown[]).length, 1);
    });

    test('a list is read page by page, of one state if asked', async () => {
      const ids = [];
      for (let count = 0; count < 3; count += 1) {
        stage().bridge.clock.advance(1000);
        ids.unshift((await submit()).body.id);
      }
      await move(ids[1], 'in_review');
      const { system } = stage();
      const { body: first } = await system.call('GET', '/applications?limit=2');
      const { body: next } = await system.call('GET', `/applications?limit=1&cursor=${first.nextCursor}`);
      const seen = [...(first.items as Shown[]), ...(next.items as Shown[])].map(({ id }) => id);
      assert.deepEqual(seen, ids);
      const { body: reviewed } = await system.call('GET', '/applications?state=in_review&limit=1');
      assert.equal((reviewed.items as Shown[])[0]?.id, ids[1]);
    });

    test('row 46: what is malformed is refused by its field', async () => {
      const tries: [object, string][] = [
        [{ email: 'x' }, 'email'],
        [{ firstName: 5 }, 'firstName'],
        [{ data: [] }, 'data'],
        [{ data: { a: 'x'.repeat(9000) } }, 'data'],
        [{ preferredLanguage: 'english' }, 'preferredLanguage'],
        [{ state: 'approved' }, 'state'],
      ];
      for (const [wrong, field] of tries) assertRefused(await submit(wrong), 400, 'parameter_invalid', field);
      assertRefused(await submit({ approved: true }), 400, 'parameter_unknown', 'approved');
      assertRefused(await submit({ email: 'x@privaterelay.appleid.com' }), 400, 'email_relay_refused', 'email');
      assertRefused(await submit({ data: { a: 'x'.repeat(40_000) } }), 413, 'body_too_large');
    });

    test('an applicant of a white label in direct mode is a trader at once', async () => {
      const { bridge } = stage();
      const { onboarding } = bridge.app.brokers.get('tradingtech_main');
      await bridge.app.brokers.update('tradingtech_main', { onboarding: { ...onboarding, mode: 'direct' } });
      const { status, body } = await submit();
      await bridge.app.brokers.update('tradingtech_main', { onboarding });
      assert.deepEqual([status, body.state, typeof body.userId], [201, 'approved', 'string']);
    });
  });
}
