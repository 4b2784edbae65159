import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { assertRefused } from './support/assert-refused.ts';
import { type Answer, PRIVACY_HEADERS, useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const stage = useBrokerApiStage();
const NEUTRAL = ['x-data-access-principal', 'x-data-access-justification'] as const;
const OTHER = ['lmg-data-privacy-access-principal', 'lmg-data-privacy-access-justification'] as const;

async function ask(headers: Record<string, string | undefined>): Promise<Answer> {
  const { system } = stage();
  const { id } = await seededTrader(stage(), system);
  return system.call('GET', `/users/${id}/accounts`, { headers });
}

describe('who asks for personal data says for whom and why', () => {
  for (const name of NEUTRAL) {
    test(`without ${name} nothing is answered, and it is named`, async () => {
      const answer = await ask({ [name]: undefined });
      assertRefused(answer, 400, 'privacy_header_missing');
      assert.equal((answer.body.error as { field: string }).field.toLowerCase(), name);
    });
  }

  test('the other family of names will do', async () => {
    const without = Object.fromEntries(NEUTRAL.map((name) => [name, undefined]));
    const answer = await ask({
      ...without,
      [OTHER[0]]: 'api_production-acc_01234',
      [OTHER[1]]: 'app_usage-portfolio_screen',
    });
    assert.equal(answer.status, 200);
  });

  test('two that disagree are malformed', async () => {
    assertRefused(await ask({ [OTHER[0]]: 'somebody-else' }), 400, 'malformed_request');
  });

  for (const value of ['none', 'Test', 'placeholder', 'none-none']) {
    test(`“${value}” says nothing and is refused`, async () => {
      assertRefused(await ask({ [NEUTRAL[0]]: value }), 400, 'privacy_placeholder_refused');
      assertRefused(await ask({ [NEUTRAL[1]]: value }), 400, 'privacy_placeholder_refused');
    });
  }

  for (const value of ['nohyphen', '-x', 'x-', 'a-'.padEnd(600, 'b')]) {
    test(`${value.slice(0, 12)} has no two halves that fit`, async () => {
      assertRefused(await ask({ [NEUTRAL[0]]: value }), 400, 'privacy_header_invalid');
    });
  }

  test('where no person is concerned nobody has to say so', async () => {
    const headers = Object.fromEntries(NEUTRAL.map((name) => [name, undefined]));
    assert.equal((await stage().system.call('GET', '/limits', { headers })).status, 200);
  });
});

describe('the privacy log', () => {
  test('every access stands in it, with who, why, whom, what, and the request', async () => {
    const { system, bridge } = stage();
    const { id } = await seededTrader(stage(), system);
    const answer = await ask({});
    const { body } = await system.call('GET', `/privacy-log?personId=${id}&limit=1`);
    const [entry] = body.items as Record<string, unknown>[];
    assert.deepEqual(
      { ...entry, id: undefined, hash: undefined, previousHash: undefined },
      {
        ...{ id: undefined, hash: undefined, previousHash: undefined },
        at: new Date(bridge.clock.nowMs()).toISOString(),
        apiKeyId: system.held.key.id,
        principal: PRIVACY_HEADERS['x-data-access-principal'],
        justification: PRIVACY_HEADERS['x-data-access-justification'],
        personId: id,
        resource: 'accounts',
        operation: 'listAccounts',
        fields: ['accounts'],
        requestId: answer.headers.get('x-request-id'),
      },
    );
  });

  test('what is answered again for an Idempotency-Key is an access again', async () => {
    const { system } = stage();
    const { id } = await seededTrader(stage(), system);
    const options = { body: { userId: id, purpose: 'in-app' }, headers: { 'idempotency-key': 'logged-twice' } };
    const first = await system.call('POST', '/one-time-tokens', options);
    const second = await system.call('POST', '/one-time-tokens', options);
    const { body } = await system.call('GET', '/privacy-log?limit=2');
    assert.deepEqual(
      (body.items as { requestId: string }[]).map(({ requestId }) => requestId),
      [second, first].map(({ headers }) => headers.get('x-request-id')),
    );
  });

  test('a change is logged before it is made, and once', async () => {
    const { system } = stage();
    const { id } = await seededTrader(stage(), system);
    const answer = await system.call('PUT', `/users/${id}/ribbons`, { body: { ribbons: [{ color: '#000000' }] } });
    assert.equal(answer.status, 400);
    const good = await system.call('PATCH', `/users/${id}`, { body: { firstName: 'Logged' } });
    const refused = await system.call('PATCH', `/users/${id}`, {
      body: { firstName: 'x' },
      headers: { 'if-match': '"0"' },
    });
    const { body } = await system.call('GET', '/privacy-log?limit=2');
    assert.deepEqual(
      (body.items as { requestId: string }[]).map(({ requestId }) => requestId),
      [refused, good].map(({ headers }) => headers.get('x-request-id')),
    );
    assert.equal(refused.status, 412);
  });

  test('whoever is named stands in it, whatever becomes of the call', async () => {
    const { system } = stage();
    const { id } = await seededTrader(stage(), system);
    const operationsSince = async (before: string | undefined) => {
      const { body } = await system.call('GET', `/privacy-log?personId=${id}&limit=20`);
      const entries = body.items as { id: string; operation: string }[];
      return entries.filter((entry) => Number(entry.id) > Number(before ?? 0)).map(({ operation }) => operation);
    };
    const { body } = await system.call('GET', '/privacy-log?limit=1');
    const [last] = body.items as { id: string }[];
    const link = { userId: id, action: 'deposit', account: 999 };
    assert.equal((await system.call('POST', '/in-app-links', { body: link })).status, 404);
    assert.equal((await system.call('GET', `/payments?userId=${id}&state=failed`)).status, 200);
    assert.equal((await system.call('POST', '/users', { body: { email: 'trader@example.com' } })).status, 409);
    assert.deepEqual((await operationsSince(last?.id)).sort(), ['createInAppLink', 'createUser', 'listPayments']);
  });

  test('nobody is made whom the log could not take first', async () => {
    const { bridge, system } = stage();
    const database = new DatabaseSync(`${bridge.dataDir}/records.sqlite`);
    database.exec(
      "create trigger no_entries before insert on privacy_log_entries begin select raise(abort, 'no'); end",
    );
    const body = { email: 'unlogged@example.com' };
    const refused = await system.call('POST', '/users', { body });
    database.exec('drop trigger no_entries');
    database.close();
    assert.ok(refused.status >= 500, String(refused.status));
    assert.deepEqual((await system.call('GET', `/users?email=${body.email}`)).body.items, []);
  });

  test('row 28: the log of another white label has nothing of it', async () => {
    const { system, sibling } = stage();
    await ask({});
    const { id } = await seededTrader(stage(), system);
    assert.deepEqual((await sibling.call('GET', `/privacy-log?personId=${id}`)).body, { items: [], nextCursor: null });
  });

  test('it is read page by page, without a gap, and a made-up cursor is refused', async () => {
    const { system } = stage();
    for (let n = 0; n < 5; n += 1) await ask({});
    const places: string[] = [];
    let cursor = '';
    do {
      const { body } = await system.call('GET', `/privacy-log?limit=2${cursor}`);
      places.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    const newest = Number(places[0]);
    assert.deepEqual(
      places,
      Array.from({ length: newest }, (_, n) => String(newest - n)),
    );
    for (const made of ['x', 'bnVsbA', '%00', 'eyJhIjoxfQ']) {
      assertRefused(await system.call('GET', `/privacy-log?cursor=${made}`), 400, 'parameter_invalid', 'cursor');
    }
    for (const limit of ['0', '101', 'x', '1.5']) {
      assertRefused(await system.call('GET', `/privacy-log?limit=${limit}`), 400, 'parameter_invalid', 'limit');
    }
  });

  test('row 50: what was written verifies', async () => {
    const { bridge } = stage();
    const report = await bridge.app.privacyLog.verify(bridge.app.brokers.get('tradingtech_main'));
    assert.equal(report.fault, null);
  });
});
