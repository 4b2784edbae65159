import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { StaffMember } from '../../src/domain/staff/staff-member.ts';
import type { StaffLink, StaffRecord, StaffSessionRecord, StaffStore } from '../../src/domain/staff/staff-store.ts';
import type { OpenedRecords, RecordContractOptions } from './opened-records.ts';

function sampleRecord(id: string, changes: Partial<StaffMember> = {}, more: Partial<StaffRecord> = {}): StaffRecord {
  const member: StaffMember = {
    id,
    email: `${id}@broker.example`,
    name: `Member ${id}`,
    role: 'owner',
    reach: { kind: 'everything' },
    status: 'active',
    createdAtMs: 1_800_000_000_000,
    lastSignInAtMs: null,
    revision: 1,
    ...changes,
  };
  return { member, passwordHash: null, sealedTotp: null, credentialsRevision: 1, ...more };
}

function sampleSession(id: string, memberId: string, createdAtMs = 1_000): StaffSessionRecord {
  const session = {
    ...({ id, memberId, how: 'password', address: '2001:db8::1', userAgent: 'Browser – 浏览器' } as const),
    ...{ createdAtMs, lastSeenAtMs: createdAtMs, steppedUpUntilMs: null },
  };
  return { session, tokenHash: `hash-${id}`, credentialsRevision: 1 };
}

function sampleLink(kind: StaffLink['kind'], holder: string, changes: Partial<StaffLink> = {}): StaffLink {
  return { kind, holder, tokenHash: `link-${kind}-${holder}`, resetsFactors: false, expiresAtMs: 5_000, ...changes };
}

const keep = (record: StaffRecord) => ({ record });

/** What every store of staff must do. */
export function staffStoreContract(engine: string, { skip = false, open }: RecordContractOptions): void {
  describe(`the store of staff on ${engine}`, { skip }, () => {
    let opened: OpenedRecords;
    let store: StaffStore;
    let another: StaffStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.storage.staff;
      another = opened.another.staff;
    });
    afterEach(() => opened.close());

    /** @returns What each of 8 calls by two processes at once gave. */
    function race<Result>(call: (each: StaffStore, index: number) => Promise<Result>): Promise<Result[]> {
      return Promise.all(Array.from({ length: 8 }, (_, index) => call(index % 2 === 0 ? store : another, index)));
    }

    test('a member comes back as it was added, by id, by email and in the list', async () => {
      const reach = { kind: 'some', crms: ['crm'], brokers: ['main'] } as const;
      const some = sampleRecord(
        'b',
        { reach, role: 'support', name: 'Änne 名' },
        { passwordHash: 'h', sealedTotp: 's' },
      );
      const all = sampleRecord('a', { status: 'disabled', lastSignInAtMs: 1_800_000_000_001 });
      for (const record of [some, all]) assert.equal(await store.add(record, null), true);
      assert.deepEqual(await another.find('b'), some);
      assert.deepEqual(await another.findByEmail('a@broker.example'), all);
      assert.deepEqual(await store.list('', 9), [all, some]);
      assert.deepEqual(await store.list('a@broker.example', 9), [some]);
      assert.deepEqual(
        [await store.list('', 1), await store.find('c'), await store.findByEmail('c')],
        [[all], undefined, undefined],
      );
    });

    test('of 8 parallel additions of one email address exactly one succeeds, with its link', async () => {
      const added = await race((each, index) =>
        each.add(
          sampleRecord(`m${index}`, { email: 'one@broker.example', status: 'invited' }),
          sampleLink('invitation', `m${index}`),
        ),
      );
      assert.equal(added.filter(Boolean).length, 1);
      const holder = `m${added.indexOf(true)}`;
      assert.equal((await store.findByEmail('one@broker.example'))?.member.id, holder);
      assert.ok(await store.findLink('invitation', `link-invitation-${holder}`, 0));
    });

    test('of 20 parallel changes by two processes none is lost, and one that throws changes nothing', async () => {
      await store.add(sampleRecord('m'), null);
      const grow = ({ member, ...record }: StaffRecord) => ({
        record: { ...record, member: { ...member, revision: member.revision + 1 } },
      });
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : another).change('m', grow)),
      );
      assert.equal((await store.find('m'))?.member.revision, 21);
      const refuse = () => {
        throw new Error('no');
      };
      await assert.rejects(() => store.change('m', refuse));
      assert.equal((await store.change('m', keep))?.member.revision, 21);
      assert.equal(await store.change('nobody', keep), undefined);
    });

    test('a change is told how many other active owners of everything there are, and no two see the same last one', async () => {
      const reach = { kind: 'some', crms: ['crm'], brokers: [] } as const;
      await store.add(sampleRecord('some', { reach }), null);
      await store.add(sampleRecord('off', { status: 'disabled' }), null);
      await store.add(sampleRecord('admin', { role: 'admin' }), null);
      for (const id of ['one', 'two']) await store.add(sampleRecord(id), null);
      assert.equal(await store.countOwners(), 2);
      const demote = (each: StaffStore, id: string) =>
        each.change(id, ({ member, ...record }, otherOwners) => {
          if (otherOwners === 0) throw new Error('the last one');
          return { record: { ...record, member: { ...member, role: 'admin' } } };
        });
      const outcomes = await Promise.allSettled([demote(store, 'one'), demote(another, 'two')]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal(await store.countOwners(), 1);
    });

    test('row 2: one time step and one recovery code are taken once, whoever asks at once; earlier steps never', async () => {
      await store.add(sampleRecord('m'), null);
      await store.add(sampleRecord('n'), null);
      assert.equal(await store.takeTotpStep('m', 9), false, 'without an authenticator app there is no step');
      await store.change('m', (record) => ({
        record: { ...record, sealedTotp: 's' },
        totpLastStep: 10,
        recoveryCodeHashes: ['c1', 'c2'],
      }));
      assert.deepEqual([await store.takeTotpStep('m', 10), await store.takeTotpStep('m', 9)], [false, false]);
      assert.equal((await race((each) => each.takeTotpStep('m', 11))).filter(Boolean).length, 1);
      assert.equal((await race((each) => each.takeRecoveryCode('m', 'c1'))).filter(Boolean).length, 1);
      assert.equal(await store.takeRecoveryCode('n', 'c2'), false);
      assert.equal(await store.countRecoveryCodes('m'), 1);
      await store.change('m', (record) => ({ record, recoveryCodeHashes: ['c3'] }));
      assert.deepEqual([await store.takeRecoveryCode('m', 'c2'), await store.countRecoveryCodes('m')], [false, 1]);
      assert.deepEqual(
        [await store.replaceSealedTotp('m', 'old', 'new'), await store.replaceSealedTotp('m', 's', 'new')],
        [false, true],
      );
    });

    test('a session is found by its token with its member as they are now, and is replaced once', async () => {
      const record = sampleRecord('m');
      await store.add(record, null);
      const session = sampleSession('s', 'm');
      await store.addSession(session);
      await another.recordSignIn('m', 1_234);
      const member = { ...record.member, lastSignInAtMs: 1_234 };
      assert.deepEqual(await another.findSession('hash-s'), {
        session: session.session,
        record: { ...record, member },
      });
      const replaced = await race((each, index) =>
        each.replaceToken('hash-s', { tokenHash: `next-${index}`, steppedUpUntilMs: 77 }),
      );
      assert.equal(replaced.filter(Boolean).length, 1);
      assert.equal(await store.findSession('hash-s'), undefined);
      const found = await store.findSession(`next-${replaced.indexOf(true)}`);
      assert.equal(found?.session.steppedUpUntilMs, 77);
      await store.touchSession('s', 2_000);
      await store.touchSession('s', 1_500);
      assert.equal((await store.listSessions('m'))[0]?.lastSeenAtMs, 2_000);
    });

    test('sessions end by id, by token, all but one, and with the proof that they were opened by', async () => {
      for (const id of ['m', 'n']) await store.add(sampleRecord(id), null);
      for (const [id, atMs] of Object.entries({ a: 1, b: 2, c: 3, d: 4 }))
        await store.addSession(sampleSession(id, 'm', atMs));
      const listed = async () => (await store.listSessions('m')).map(({ id }) => id);
      assert.deepEqual(await listed(), ['d', 'c', 'b', 'a']);
      assert.deepEqual([await store.endSession('n', 'a'), await another.endSession('m', 'a')], [false, true]);
      assert.deepEqual([await store.endSessionOf('hash-b'), await store.endSessionOf('hash-b')], [true, false]);
      assert.equal(await store.endSessions('m', 'd'), 1);
      await store.change('m', (record) => ({ record: { ...record, credentialsRevision: 2 } }));
      assert.deepEqual([await listed(), await store.findSession('hash-d')], [[], undefined]);
      await store.addSession({ ...sampleSession('e', 'm'), credentialsRevision: 2 });
      await store.change('m', (record) => ({ record, endsSessions: true }));
      assert.equal(await store.endSessions('m', null), 0);
    });

    test('a link takes the place of the one before, is found until it ends, and is spent once with its change', async () => {
      await store.add(sampleRecord('m', { status: 'invited' }), sampleLink('invitation', 'm'));
      assert.equal(await store.putLink(sampleLink('invitation', 'm', { tokenHash: 'next' }), 'active'), false);
      assert.equal(await store.putLink(sampleLink('invitation', 'm', { tokenHash: 'next' }), 'invited'), true);
      const find = (tokenHash: string, nowMs = 4_999) => store.findLink('invitation', tokenHash, nowMs);
      assert.equal(await find('link-invitation-m'), undefined);
      assert.equal(await find('next', 5_000), undefined);
      assert.equal(await store.findLink('new-password', 'next', 0), undefined);
      assert.deepEqual(await find('next'), sampleLink('invitation', 'm', { tokenHash: 'next' }));
      const wanted = { kind: 'invitation', tokenHash: 'next', nowMs: 4_999 } as const;
      await assert.rejects(() => store.redeemLink(wanted, () => assert.fail('no')));
      const redeemed = await race((each) =>
        each.redeemLink(wanted, ({ member, ...record }) => ({
          record: { ...record, member: { ...member, status: 'active' } },
        })),
      );
      assert.equal(redeemed.filter(Boolean).length, 1);
      assert.deepEqual([(await store.find('m'))?.member.status, await store.removeInvited('m')], ['active', false]);
    });

    test('who was invited can be removed, with the link', async () => {
      await store.add(sampleRecord('m', { status: 'invited' }), sampleLink('invitation', 'm'));
      assert.deepEqual([await store.removeInvited('m'), await store.removeInvited('m')], [true, false]);
      assert.equal(await store.findLink('invitation', 'link-invitation-m', 0), undefined);
    });

    test('of 8 first owners at once exactly one is added; where there is one, none', async () => {
      await store.add(sampleRecord('taken', { status: 'invited' }), null);
      await store.putLink(sampleLink('first-owner', '', { expiresAtMs: null, tokenHash: 'first' }), null);
      assert.equal(await store.redeemFirstOwner('other', sampleRecord('o')), 'spent');
      const sameEmail = sampleRecord('o', { email: 'taken@broker.example' });
      assert.equal(await store.redeemFirstOwner('first', sameEmail), 'email-taken');
      const outcomes = await race((each, index) => each.redeemFirstOwner('first', sampleRecord(`o${index}`)));
      assert.deepEqual(outcomes.sort(), ['added', ...Array<string>(7).fill('spent')]);
      await store.putLink(sampleLink('first-owner', '', { expiresAtMs: null, tokenHash: 'again' }), null);
      assert.equal(await store.redeemFirstOwner('again', sampleRecord('p')), 'spent');
    });

    test('what is over is swept: sessions seen or opened before, and links', async () => {
      await store.add(sampleRecord('m', { status: 'invited' }), sampleLink('invitation', 'm'));
      for (const [id, atMs] of Object.entries({ old: 100, idle: 300, good: 300 }))
        await store.addSession(sampleSession(id, 'm', atMs));
      for (const id of ['old', 'good']) await store.touchSession(id, 900);
      await store.sweep({ seenBeforeMs: 800, openedBeforeMs: 200, nowMs: 5_000 });
      assert.deepEqual(
        (await store.listSessions('m')).map(({ id }) => id),
        ['good'],
      );
      assert.equal(await store.findLink('invitation', 'link-invitation-m', 0), undefined);
    });
  });
}
