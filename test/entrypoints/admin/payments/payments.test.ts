import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Payment } from '../../../../src/domain/payments/payment.ts';
import { reachOfBroker, reachOfCrm, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { aPayment } from './a-payment.ts';

const BROKER = 'tradingtech_main';
const SEEN = { outcome: 'done', reason: 'It stands in the history of the account' };

describe('payments by the admin API', () => {
  const stage = useAdminStage();
  let owner: StaffCaller;
  before(() => {
    owner = stage().owner;
  });

  const newPayment = (changes: Partial<Payment> = {}, brokerName = BROKER) =>
    aPayment(stage().bridge, brokerName, changes);
  const at = ({ brokerName, id }: Payment, path = '') => `/white-labels/${brokerName}/payments/${id}${path}`;
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code?: string }).code;
  const read = ({ brokerName, id }: Payment) => {
    const { app } = stage().bridge;
    return app.payments.getPayment(app.brokers.get(brokerName), id);
  };
  const idsOf = async (caller: StaffCaller, query: Record<string, string>) => {
    const { status, body, text } = await caller.call('GET', `/payments?${new URLSearchParams(query)}`);
    assert.equal(status, 200, text);
    return (body.items as { id: string }[]).map(({ id }) => id);
  };

  test('one is found by id, reference, trader, state, kind and time, and by nobody out of reach', async () => {
    const { clock } = stage().bridge;
    const payment = await newPayment({ kind: 'withdrawal', pendingCall: 'debit' });
    const { id, cashierReference, userId, createdAtMs } = payment;
    const later = new Date(clock.nowMs() + 1000).toISOString();
    for (const query of [
      { q: id },
      { q: cashierReference ?? '' },
      { userId, kind: 'withdrawal', state: 'unconfirmed' },
    ]) {
      assert.ok((await idsOf(owner, query)).includes(id), JSON.stringify(query));
    }
    assert.ok(
      (await idsOf(owner, { createdFrom: new Date(createdAtMs).toISOString(), createdBefore: later })).includes(id),
    );
    for (const query of [
      { kind: 'deposit' },
      { state: 'paid' },
      { createdFrom: later },
      { brokerName: 'financialhouse_main' },
    ]) {
      assert.ok(!(await idsOf(owner, { q: id, ...query })).includes(id), JSON.stringify(query));
    }
    const far = await stage().as('support', reachOfCrm('financialhouse_crm'));
    assert.deepEqual(await idsOf(far, { q: id }), []);
    assert.equal(codeOf(await far.call('GET', at(payment))), 'white_label_unknown');
  });

  for (const query of ['state=lost', 'createdFrom=yesterday', 'cursor=nonsense', 'kind=gift', 'limit=0']) {
    test(`a list with ${query} is refused by its field`, async () => {
      const { status, body } = await owner.call('GET', `/payments?${query}`);
      assert.deepEqual([status, (body.error as { field: string }).field], [400, query.split('=')[0]]);
    });
  }

  test('a payment says what there is to settle, and what would follow; one that goes on by itself nothing', async () => {
    const { body } = await owner.call('GET', at(await newPayment()));
    assert.deepEqual(body.choices, [
      { outcome: 'done', state: 'credited', givesBack: false },
      { outcome: 'not_done', state: 'failed', givesBack: true },
      { outcome: 'again', state: 'authorised', givesBack: false },
    ]);
    assert.deepEqual([body.amount, body.currency], ['250.00', 'EUR']);
    const over = await newPayment({ state: 'credited', pendingCall: null });
    assert.deepEqual((await owner.call('GET', at(over))).body.choices, []);
  });

  test('one is settled with a reason, by whom, and the change log has it', async () => {
    const payment = await newPayment();
    const { status, body, text } = await owner.call('POST', at(payment, '/settle'), { body: SEEN });
    assert.deepEqual([status, body.state], [200, 'credited'], text);
    const { settlement } = await read(payment);
    assert.deepEqual([settlement?.by, settlement?.reason], [owner.member.email, SEEN.reason]);
    const [entry] = await stage().bridge.app.audit.list(
      BROKER,
      { action: 'payment.settle', targetId: payment.id },
      { limit: 1 },
    );
    assert.equal(entry?.reason, SEEN.reason);
    assert.ok(
      entry?.changes.some(
        ({ field, before: was, after: is }) => field === 'state' && was === 'unconfirmed' && is === 'credited',
      ),
    );
    const { body: shown } = await owner.call('GET', at(payment));
    assert.deepEqual(
      (shown.history as { state: string }[]).map(({ state }) => state),
      ['credited'],
    );
  });

  test('of two members who settle at once one is heard; a second click settles nothing', async () => {
    const payment = await newPayment();
    const other = await stage().as('admin', reachOfBroker(BROKER));
    const answers = await Promise.all([
      owner.call('POST', at(payment, '/settle'), { body: SEEN }),
      other.call('POST', at(payment, '/settle'), { body: { outcome: 'not_done', reason: 'It does not stand there' } }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const settled = await read(payment);
    assert.equal(codeOf(await owner.call('POST', at(payment, '/settle'), { body: SEEN })), 'payment_settled');
    assert.deepEqual(await read(payment), settled);
  });

  test('what was said of a payment as it was before settles nothing of what became of it', async () => {
    const payment = await newPayment();
    const etag = (await owner.call('GET', at(payment))).headers.get('etag') ?? '';
    const again = () =>
      owner.call('POST', at(payment, '/settle'), {
        body: { ...SEEN, outcome: 'again' },
        headers: { 'if-match': etag },
      });
    assert.equal((await again()).status, 200);
    const tried = await read(payment);
    const lost: Payment = { ...tried, state: 'unconfirmed', pendingCall: 'credit', revision: tried.revision + 1 };
    assert.ok(await stage().bridge.app.storage.payments.replace(lost, tried));
    assert.equal(codeOf(await again()), 'precondition_failed');
    assert.equal((await read(payment)).state, 'unconfirmed');
  });

  for (const [field, more] of [
    ['reason', { reason: ' ' }],
    ['outcome', { outcome: 'perhaps' }],
  ] as const) {
    test(`settling without a good ${field} is refused, and nothing is settled`, async () => {
      const payment = await newPayment();
      const { status, body } = await owner.call('POST', at(payment, '/settle'), { body: { ...SEEN, ...more } });
      assert.deepEqual([status, (body.error as { field: string }).field], [400, field]);
      assert.equal((await read(payment)).settlement, null);
    });
  }

  test('support looks, and settles nothing', async () => {
    const payment = await newPayment();
    const support = await stage().as('support', reachOfBroker(BROKER));
    assert.equal((await support.call('GET', at(payment))).status, 200);
    assert.equal(codeOf(await support.call('POST', at(payment, '/settle'), { body: SEEN })), 'staff_forbidden');
  });

  test('an export is a table of what was asked for; no cell is a formula, and whose money it is is noted', async () => {
    const payment = await newPayment({ cashierReference: '=HYPERLINK("https://evil.example")' });
    const { headers, text } = await owner.call('GET', '/payments/export?state=unconfirmed');
    assert.match(headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(headers.get('content-disposition') ?? '', /payments\.csv/);
    const line = text.split('\r\n').find((one) => one.includes(payment.id)) ?? '';
    assert.ok(line.includes('"250.00","EUR","unconfirmed"'), line);
    assert.ok(line.includes(`"'=HYPERLINK`), line);
    const { app } = stage().bridge;
    const [seen] = await app.privacyLog.list({ brokerName: BROKER }, { personId: payment.userId, limit: 1 });
    assert.equal(seen?.operation, 'exportPayments');
    const far = await stage().as('auditor', reachOfBroker('financialhouse_main'));
    assert.ok(!(await far.call('GET', '/payments/export')).text.includes(BROKER));
  });
});
