import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDeveloperRegistrations } from '../../../src/domain/developer-registrations/developer-registrations.ts';
import type { IssueKeys } from '../../../src/domain/developer-registrations/developer-registrations-dependencies.ts';
import type { NewRegistration } from '../../../src/domain/developer-registrations/submit-registration.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { deriveRecordId } from '../../../src/lib/ids.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { newEmail } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const KEY = 'key-of-staff';

for (const { name, skip, open } of ENGINES) {
  describe(`registrations of developers on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let callers = 0;
    before(async () => {
      bridge = await startTestBridge(await open());
    });
    after(() => bridge.close());

    const broker = (brokerName = BROKER) => bridge.app.brokers.get(brokerName);
    const registrations = () => bridge.app.developerRegistrations;
    const isRefusal = (code: ErrorCode, field?: string) => (error: unknown) =>
      isBridgeError(error, code) && error.field === field;

    function newAddress(): string {
      callers += 1;
      return `198.51.100.${callers % 250}`;
    }

    function submit(changes: Partial<NewRegistration> = {}, address = newAddress()) {
      const form: NewRegistration = {
        company: 'Apps “R” Us',
        contactName: 'Grace',
        email: newEmail(),
        website: 'https://app.example',
        useCase: 'A portfolio view.\nAnd more.',
        redirectUris: ['https://app.example/callback', 'http://127.0.0.1:8080/callback'],
        scopes: ['users:read', 'developer-registrations:write'],
        ...changes,
      };
      return registrations().submit(broker(), form, address);
    }

    const approve = (id: string, more: object = {}) =>
      registrations().decide(broker(), id, { decision: 'approve', decidedBy: KEY, ...more });
    const refuse = (id: string) =>
      registrations().decide(broker(), id, { decision: 'refuse', reason: 'no', decidedBy: KEY });
    const eventsOf = async (objectId: string) =>
      (await bridge.app.events.list(broker(), { objectId, limit: 9 }))
        .map(({ type, data }) => [type, data.state])
        .reverse();
    const ownKeys = async () => bridge.app.apiKeys.list({ kind: 'broker', brokerName: BROKER });

    /** Another process, whose keys are made so. */
    function registrationsWith(issueKeys: IssueKeys | null) {
      const { storage, events } = bridge.app;
      return createDeveloperRegistrations({
        ...{
          store: storage.developerRegistrations,
          expiring: storage.expiring,
          events,
          issueKeys,
          clock: bridge.clock,
        },
        createRateLimiter: createRateLimiterFactory(storage.expiring),
      });
    }

    test('an approval issues keys that work, with the scopes that were asked for, shown once', async () => {
      const { id } = await submit();
      const { registration, keys } = await approve(id);
      assert.ok(keys);
      assert.deepEqual(registration.apiKeyIds, [keys.publishable.id, keys.secret.id]);
      assert.deepEqual(await registrations().get(broker(), id), registration);
      const made = (await ownKeys()).filter((key) => registration.apiKeyIds.includes(key.id));
      const scopesOf = (kind: string) => made.find((key) => key.kind === kind)?.scopes;
      assert.deepEqual(scopesOf('secret'), ['users:read', 'developer-registrations:write']);
      assert.deepEqual(scopesOf('publishable'), ['developer-registrations:write']);
      const request = { method: 'GET', path: '/', body: Buffer.alloc(0) };
      const credentials = { kind: 'basic', key: keys.secret.key, secret: keys.secret.secret } as const;
      const { key } = await bridge.app.apiKeys.verify({ credentials, address: '192.0.2.1', signature: null, request });
      assert.deepEqual([key.id, key.environment], [keys.secret.id, 'test']);
      assert.ok(!JSON.stringify(await registrations().get(broker(), id)).includes(keys.secret.secret));
      assert.deepEqual(await eventsOf(id), [
        ['developer_registration.submitted', undefined],
        ['developer_registration.decided', 'approved'],
      ]);
    });

    test('a decision is the last one, whatever it was', async () => {
      const [first, second] = [await submit(), await submit()];
      await approve(first.id);
      const { registration, keys } = await refuse(second.id);
      assert.deepEqual([registration.state, registration.reason, keys], ['refused', 'no', null]);
      for (const { id } of [first, second]) {
        await assert.rejects(approve(id), isRefusal('registration_decided'));
        await assert.rejects(refuse(id), isRefusal('registration_decided'));
      }
    });

    test('staff may give less than was asked for, and no more', async () => {
      const { id } = await submit();
      await assert.rejects(approve(id, { scopes: ['payments:read'] }), isRefusal('parameter_invalid', 'scopes'));
      await assert.rejects(approve(id, { scopes: [] }), isRefusal('parameter_invalid', 'scopes'));
      assert.deepEqual((await approve(id, { scopes: ['users:read'] })).registration.scopes, ['users:read']);
    });

    test('row 44: of 6 parallel approvals one issues keys', async () => {
      const { id } = await submit();
      const before = (await ownKeys()).length;
      const decided = await Promise.allSettled(Array.from({ length: 6 }, () => approve(id)));
      assert.equal(decided.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal((await ownKeys()).length, before + 2);
    });

    test('row 44: an approval that broke off before its keys can be repeated, and not be turned into a refusal', async () => {
      const { id } = await submit();
      const dying = registrationsWith(() => Promise.reject(new Error('the process ends')));
      await assert.rejects(dying.decide(broker(), id, { decision: 'approve', decidedBy: KEY }), /process ends/);
      await assert.rejects(refuse(id), isRefusal('registration_decided'));
      assert.equal((await approve(id)).registration.apiKeyIds.length, 2);
      assert.equal((await eventsOf(id)).length, 2);
    });

    test('row 41: where there are live keys alone, an approval says so and decides nothing', async () => {
      const { id } = await submit();
      const live = registrationsWith(null);
      const approval = live.decide(broker(), id, { decision: 'approve', decidedBy: KEY });
      await assert.rejects(approval, isRefusal('uat_keys_elsewhere'));
      assert.equal((await live.get(broker(), id)).state, 'submitted');
    });

    test('row 42: an address and an email address register so often and no more, and others go on', async () => {
      const email = newEmail();
      for (let count = 0; count < 5; count += 1) await submit({ email });
      const isOver = (error: unknown) =>
        isBridgeError(error, 'too_many_requests') && error.retryAfterSeconds !== undefined;
      await assert.rejects(submit({ email: email.toUpperCase() }), isOver);
      const address = '203.0.113.7';
      for (let count = 0; count < 30; count += 1) await submit({}, address);
      await assert.rejects(submit({}, address), isOver);
      await submit();
    });

    test('a request that comes twice is one registration', async () => {
      const wanted = { id: deriveRecordId(newEmail()), email: newEmail() };
      const made = await Promise.all([submit(wanted), submit(wanted), submit(wanted)]);
      assert.deepEqual(new Set(made.map(({ id }) => id)), new Set([wanted.id]));
      assert.equal((await eventsOf(wanted.id)).length, 1);
    });

    test('row 46: what is malformed is refused by its field', async () => {
      const tries: [Partial<NewRegistration>, string][] = [
        [{ company: '' }, 'company'],
        [{ company: 'a\nb' }, 'company'],
        [{ contactName: 'x'.repeat(201) }, 'contactName'],
        [{ email: 'nobody' }, 'email'],
        [{ website: 'javascript:alert(1)' }, 'website'],
        [{ useCase: 'x'.repeat(2001) }, 'useCase'],
        [{ useCase: '\n' }, 'useCase'],
        [{ redirectUris: ['http://app.example/'] }, 'redirectUris.0'],
        [{ redirectUris: ['https://app.example/#x'] }, 'redirectUris.0'],
        [{ redirectUris: ['https://a.example/', 'https://a.example/'] }, 'redirectUris'],
        [{ scopes: [] }, 'scopes'],
        [{ scopes: ['everything' as never] }, 'scopes'],
      ];
      for (const [wrong, field] of tries) {
        await assert.rejects(submit(wrong), isRefusal('parameter_invalid', field), field);
      }
    });

    test('row 28: another white label’s registration is nobody’s', async () => {
      const { id } = await submit();
      const sister = broker(SISTER);
      await assert.rejects(registrations().get(sister, id), isRefusal('registration_unknown'));
      const decision = { decision: 'approve', decidedBy: KEY } as const;
      await assert.rejects(registrations().decide(sister, id, decision), isRefusal('registration_unknown'));
      assert.deepEqual(await registrations().list(sister, { limit: 100 }), []);
    });
  });
}
