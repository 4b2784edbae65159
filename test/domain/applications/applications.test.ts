import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApplications } from '../../../src/domain/applications/applications.ts';
import type { ApplicationsDependencies } from '../../../src/domain/applications/applications-dependencies.ts';
import type { NewApplication } from '../../../src/domain/applications/submit-application.ts';
import type { OnboardingSettings } from '../../../src/domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { deriveRecordId } from '../../../src/lib/ids.ts';
import { SAMPLE_ONBOARDING, sampleState } from '../../contracts/sample-onboarding.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { newEmail } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const KEY = 'key-of-staff';

for (const { name, skip, open } of ENGINES) {
  describe(`applications on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    before(async () => {
      bridge = await startTestBridge(await open());
    });
    after(() => bridge.close());

    const broker = (brokerName = BROKER) => bridge.app.brokers.get(brokerName);
    const applications = () => bridge.app.applications;
    const submit = (changes: Partial<NewApplication> = {}) =>
      applications().submit(broker(), { email: newEmail(), ...changes }, KEY);
    const move = (id: string, to: string, expectedRevision: number | null = null) =>
      applications().move(broker(), id, { to, expectedRevision }, KEY);
    const inReview = async (changes: Partial<NewApplication> = {}) => move((await submit(changes)).id, 'in_review');
    const isRefusal = (code: ErrorCode, field?: string) => (error: unknown) =>
      isBridgeError(error, code) && error.field === field;
    const eventsOf = async (objectId: string) =>
      (await bridge.app.events.list(broker(), { objectId, limit: 20 }))
        .map(({ type, data }) => ({ type, ...data }))
        .reverse();

    async function withOnboarding(onboarding: OnboardingSettings, work: () => Promise<void>): Promise<void> {
      const before = broker().onboarding;
      await bridge.app.brokers.update(BROKER, { onboarding });
      await work().finally(() => bridge.app.brokers.update(BROKER, { onboarding: before }));
    }

    /** The same with other parts, as a process that dies or is slow has them. */
    function applicationsWith(changes: Partial<ApplicationsDependencies>) {
      const { users, events, storage } = bridge.app;
      return createApplications({ store: storage.applications, users, events, clock: bridge.clock, ...changes });
    }

    test('an application goes the way of the workflow, each step says who and why, and approval makes the user', async () => {
      const { id, email } = await submit({ firstName: ' Ada ', data: { salary: 1 }, partnerId: 'p-1' });
      await move(id, 'in_review');
      bridge.clock.advance(1000);
      const approved = await applications().move(
        broker(),
        id,
        { to: 'approved', reason: 'all is well', expectedRevision: 2 },
        'another-key',
      );
      assert.deepEqual(await applications().get(broker(), id), approved);
      const steps = approved.history.map(({ from, to, byApiKeyId, reason }) => [from, to, byApiKeyId, reason]);
      assert.deepEqual(steps, [
        [null, 'submitted', KEY, null],
        ['submitted', 'in_review', KEY, null],
        ['in_review', 'approved', 'another-key', 'all is well'],
      ]);
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.equal(user?.id, approved.userId);
      assert.deepEqual([user?.firstName, user?.attribution.partnerId], ['Ada', 'p-1']);
      assert.deepEqual(await eventsOf(id), [
        { type: 'application.created', applicationId: id, state: 'submitted' },
        { type: 'application.state_changed', applicationId: id, from: 'submitted', to: 'in_review' },
        ...[
          { type: 'application.state_changed', applicationId: id, from: 'in_review', to: 'approved', userId: user?.id },
        ],
      ]);
    });

    test('what the workflow does not allow is refused, and an end is an end', async () => {
      const { id } = await submit();
      await assert.rejects(move(id, 'approved'), isRefusal('application_transition_refused'));
      await assert.rejects(move(id, 'submitted'), isRefusal('application_transition_refused'));
      await assert.rejects(move(id, 'nowhere'), isRefusal('parameter_invalid', 'to'));
      await move(id, 'in_review');
      await assert.rejects(move(id, 'refused', 1), isRefusal('precondition_failed'));
      await move(id, 'refused', 2);
      for (const to of ['submitted', 'in_review', 'approved', 'refused']) {
        await assert.rejects(move(id, to), isRefusal('application_transition_refused'));
      }
    });

    test('row 44: of 8 parallel approvals one user is made, and each of them finds it', async () => {
      const { id, email, revision } = await inReview();
      const moved = await Promise.allSettled(Array.from({ length: 8 }, () => move(id, 'approved', revision)));
      const approved = moved.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      assert.ok(approved.length >= 1);
      for (const one of moved) {
        if (one.status === 'rejected') {
          assert.ok(
            isBridgeError(one.reason, 'precondition_failed', 'application_transition_refused'),
            String(one.reason),
          );
        }
      }
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.deepEqual(new Set(approved.map(({ userId }) => userId)), new Set([user?.id]));
      assert.equal((await applications().get(broker(), id)).history.length, 3);
    });

    test('row 44: of approvals and refusals at once either all make the user, or none does', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { id, email } = await inReview();
        await Promise.allSettled(
          Array.from({ length: 6 }, (_, index) => move(id, index % 2 === 0 ? 'approved' : 'refused')),
        );
        const { state, userId, pending } = await applications().get(broker(), id);
        const user = await bridge.app.users.findByEmail(BROKER, email);
        assert.deepEqual([user?.id ?? null, pending], [userId, null]);
        assert.equal(user !== undefined, state === 'approved');
      }
    });

    for (const [when, dies] of Object.entries({
      'before the user is made': { create: () => Promise.reject(new Error('the process ends')) },
      'after the user was made': {
        create: async (...given: Parameters<TestBridge['app']['users']['create']>) => {
          await bridge.app.users.create(...given);
          throw new Error('the process ends');
        },
      },
    })) {
      test(`row 44: a process that dies ${when}: nothing else can be decided, and the approval again makes one user`, async () => {
        const { id, email, revision } = await inReview();
        const dying = applicationsWith({ users: { ...bridge.app.users, ...dies } });
        await assert.rejects(
          dying.move(broker(), id, { to: 'approved', expectedRevision: revision }, KEY),
          /process ends/,
        );
        await assert.rejects(move(id, 'refused'), isRefusal('application_transition_refused'));
        const approved = await move(id, 'approved', revision);
        const user = await bridge.app.users.findByEmail(BROKER, email);
        assert.deepEqual([approved.state, approved.userId, approved.history.length], ['approved', user?.id, 3]);
        assert.deepEqual((await bridge.app.events.list(broker(), { objectId: user?.id ?? '', limit: 5 })).length, 1);
      });
    }

    test('row 44: a user who got another address before an approval is gone on with is the one of the application', async () => {
      const { id, email, revision } = await inReview();
      const dying = applicationsWith({
        users: {
          ...bridge.app.users,
          async create(...given) {
            await bridge.app.users.create(...given);
            throw new Error('the process ends');
          },
        },
      });
      await assert.rejects(dying.move(broker(), id, { to: 'approved', expectedRevision: revision }, KEY));
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.ok(user && (await bridge.app.users.replaceEmail(broker(), user, newEmail())));
      assert.equal((await move(id, 'approved', revision)).userId, user.id);
    });

    test('an address that a user has by then is refused at the approval, which can still be decided otherwise', async () => {
      const { id, email } = await inReview();
      await bridge.app.users.create(broker(), { email });
      await assert.rejects(move(id, 'approved'), isRefusal('email_taken', 'email'));
      assert.equal((await applications().get(broker(), id)).pending, null);
      const late = await inReview();
      const create = async (...[at, person]: Parameters<TestBridge['app']['users']['create']>) => {
        await bridge.app.users.create(at, { email: person.email });
        return bridge.app.users.create(at, person);
      };
      const racing = applicationsWith({ users: { ...bridge.app.users, create } });
      const raced = racing.move(broker(), late.id, { to: 'approved', expectedRevision: null }, KEY);
      await assert.rejects(raced, isRefusal('email_taken', 'email'));
      assert.equal((await move(late.id, 'refused')).userId, null);
    });

    test('a request that comes twice is one application and one step', async () => {
      const wanted = { id: deriveRecordId(newEmail()), email: newEmail() };
      const made = await Promise.all(Array.from({ length: 6 }, () => submit(wanted)));
      assert.deepEqual(new Set(made.map(({ id }) => id)), new Set([wanted.id]));
      const step = { id: deriveRecordId(`${wanted.id}/step`), to: 'in_review', expectedRevision: null };
      const first = await applications().move(broker(), wanted.id, step, KEY);
      assert.deepEqual(await applications().move(broker(), wanted.id, step, KEY), first);
      assert.equal((await eventsOf(wanted.id)).length, 2);
    });

    test('signed up at once, applicants are users, and one whose sign-up broke off is when the request comes again', () =>
      withOnboarding({ ...SAMPLE_ONBOARDING, mode: 'direct' }, async () => {
        const { id, email, state, userId, history } = await submit();
        assert.deepEqual([state, history.map(({ to }) => to)], ['approved', ['submitted', 'approved']]);
        assert.equal((await bridge.app.users.findByEmail(BROKER, email))?.id, userId);
        assert.equal((await eventsOf(id)).length, 2);

        const wanted = { id: deriveRecordId(newEmail()), email: newEmail() };
        const create = () => Promise.reject(new BridgeError('store_unavailable'));
        const dying = applicationsWith({ users: { ...bridge.app.users, create } });
        await assert.rejects(dying.submit(broker(), wanted, KEY), isRefusal('store_unavailable'));
        const made = await Promise.all(Array.from({ length: 4 }, () => submit(wanted)));
        assert.deepEqual(new Set(made.map((one) => one.state)), new Set(['approved']));
        assert.equal((await eventsOf(wanted.id)).length, 2);
      }));

    test('another workflow: states have their order and names, and an application in one that is gone begins anew', async () => {
      const old = await inReview();
      const states = [
        sampleState('new', { initial: true, next: ['call'] }),
        sampleState('returning', { initial: true, next: ['call'] }),
        sampleState('call', { next: ['yes', 'new'] }),
        sampleState('yes', { final: true, createUser: true }),
      ];
      await withOnboarding({ mode: 'workflow', states }, async () => {
        assert.equal((await submit()).state, 'new');
        assert.equal((await submit({ state: 'returning' })).state, 'returning');
        await assert.rejects(submit({ state: 'call' }), isRefusal('parameter_invalid', 'state'));
        assert.equal((await applications().get(broker(), old.id)).state, 'in_review');
        await assert.rejects(move(old.id, 'yes'), isRefusal('application_transition_refused'));
        await assert.rejects(move(old.id, 'call'), isRefusal('application_transition_refused'));
        await move(old.id, 'returning');
        await move(old.id, 'call');
        assert.notEqual((await move(old.id, 'yes')).userId, null);
      });
    });

    test('an approval that broke off, and whose state the workflow has no more, holds nobody up', async () => {
      const { id } = await inReview();
      const create = () => Promise.reject(new Error('the process ends'));
      const dying = applicationsWith({ users: { ...bridge.app.users, create } });
      await assert.rejects(dying.move(broker(), id, { to: 'approved', expectedRevision: null }, KEY));
      const states = [
        sampleState('in_review', { initial: true, next: ['accepted', 'refused'] }),
        sampleState('accepted', { final: true, createUser: true }),
        sampleState('refused', { final: true }),
      ];
      await withOnboarding({ mode: 'workflow', states }, async () => {
        const moved = await move(id, 'accepted');
        assert.deepEqual([moved.state, moved.history.at(-1)?.to, moved.pending], ['accepted', 'accepted', null]);
      });
    });

    test('row 46: what is malformed is refused by its field', async () => {
      const deep = JSON.parse(`${'{"a":'.repeat(8)}{}${'}'.repeat(8)}`);
      const tries: [Partial<NewApplication>, ErrorCode, string][] = [
        [{ email: 'nobody' }, 'parameter_invalid', 'email'],
        [{ email: 'x@privaterelay.appleid.com' }, 'email_relay_refused', 'email'],
        [{ firstName: '' }, 'parameter_invalid', 'firstName'],
        [{ preferredLanguage: 'x' }, 'parameter_invalid', 'preferredLanguage'],
        [{ partnerId: ' ' }, 'parameter_invalid', 'partnerId'],
        [{ data: { a: 'x'.repeat(8192) } }, 'parameter_invalid', 'data'],
        [{ data: deep }, 'parameter_invalid', 'data'],
      ];
      for (const [wrong, code, field] of tries) await assert.rejects(submit(wrong), isRefusal(code, field), field);
      const { id } = await submit();
      const step = { to: 'in_review', reason: 'a\u0000b', expectedRevision: null };
      await assert.rejects(applications().move(broker(), id, step, KEY), isRefusal('parameter_invalid', 'reason'));
    });

    test('row 28: another white label’s application is nobody’s', async () => {
      const { id } = await submit();
      const sister = broker(SISTER);
      await assert.rejects(applications().get(sister, id), isRefusal('application_unknown'));
      const step = { to: 'in_review', expectedRevision: null };
      await assert.rejects(applications().move(sister, id, step, KEY), isRefusal('application_unknown'));
      assert.ok((await applications().list(sister, { limit: 100 })).every((one) => one.id !== id));
    });
  });
}
