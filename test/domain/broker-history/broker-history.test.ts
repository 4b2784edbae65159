import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const WITH_CASHIER = 'financialhouse_main';
const ANN = { kind: 'staff', id: 'sm_ann', email: 'ann@broker.example' } as const;
const BOB = { kind: 'staff', id: 'sm_bob', email: 'bob@broker.example' } as const;

for (const engine of ENGINES) {
  describe(`the history of a white label on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    async function rename(brokerName: string, displayName: string): Promise<number> {
      // The other process may have changed it a moment ago.
      await here.app.brokers.refresh();
      return (await here.app.brokers.update(brokerName, { displayName }, { actor: ANN })).revision;
    }

    const revisionOf = (brokerName: string) => here.app.brokers.get(brokerName).revision;

    test('every path that changes one leaves a revision, with who did it', async () => {
      const { brokers, brokerHistory, oidcClients, signingKeys } = here.app;
      const known = (await brokerHistory.list(SISTER, { limit: 200 })).length;
      await brokers.update(SISTER, { enabled: false }, { actor: ANN });
      await brokers.update(SISTER, { enabled: true }, { actor: ANN });
      await brokers.update(SISTER, { platform: { managerPassword: 'canary-manager-9' } }, { actor: ANN });
      await brokers.rotatePlatformPassword(SISTER, 0, ANN);
      await brokers.endAllSessions(SISTER, ANN);
      const client = { id: 'history-app', name: 'App', redirectUris: ['https://app.example/cb'] };
      await oidcClients.register(brokers.get(SISTER), client, BOB);
      await signingKeys.open(brokers.get(SISTER), new Set(['ES256'] as const));
      await signingKeys.rotate(brokers.get(SISTER), 3600, BOB);
      const revisions = await brokerHistory.list(SISTER, { limit: 200 });
      const added = revisions.slice(0, revisions.length - known).reverse();
      assert.deepEqual(
        added.slice(0, 6).map(({ changed, actor }) => [changed, actor]),
        [
          [['enabled'], ANN],
          [['enabled'], ANN],
          [['platform.managerPassword'], ANN],
          [['platformPasswords'], ANN],
          [['sessionsEndedAtMs'], ANN],
          [['clients.history-app'], BOB],
        ],
      );
      assert.deepEqual([...new Set(added.slice(6).flatMap(({ changed }) => changed))], ['signingKeys']);
      assert.deepEqual(added.at(-1)?.actor, BOB);
      assert.doesNotMatch(JSON.stringify(revisions), /canary/);
    });

    test('sealing anew changes no secret, and the same secret once more does not either', async () => {
      const { brokers, brokerHistory } = here.app;
      await brokers.update(SISTER, { platform: { managerPassword: 'the-same-password' } });
      await brokers.update(SISTER, { platform: { managerPassword: 'the-same-password' } });
      const [last] = await brokerHistory.list(SISTER, { limit: 1 });
      assert.deepEqual(last?.changed, []);
    });

    test('two revisions are compared, and two white labels are', async () => {
      const { brokers, brokerHistory } = here.app;
      const one = await rename(MAIN, 'One');
      const other = await rename(MAIN, 'Other');
      const change = { field: 'displayName', before: 'One', after: 'Other' };
      assert.deepEqual(await brokerHistory.compare(MAIN, one, other), [change]);
      assert.equal((await brokerHistory.get(MAIN, one)).snapshot.displayName, 'One');
      const fields = brokers.compareSettings(MAIN, SISTER).map(({ field }) => field);
      assert.ok(fields.includes('displayName') && fields.includes('branding.accentLight'), fields.join());
      assert.ok(!fields.includes('brokerName'));
      assert.deepEqual(brokers.compareSettings(MAIN, MAIN), []);
    });

    test('who saves second is told the current revision, and what was changed since they looked', async () => {
      const seen = await rename(MAIN, 'Seen by both');
      await here.app.brokers.update(MAIN, { displayName: 'First' }, { actor: ANN, expectedRevision: seen });
      await here.app.brokers.rotatePlatformPassword(MAIN, 3600);
      const current = revisionOf(MAIN);
      for (const { app } of [here, there]) {
        await assert.rejects(
          app.brokers.update(MAIN, { displayName: 'Second' }, { actor: BOB, expectedRevision: seen }),
          { code: 'broker_changed_meanwhile', field: 'revision', reason: `it is at revision ${current} now` },
        );
      }
      assert.deepEqual(await there.app.brokerHistory.changesSince(MAIN, seen), [
        { field: 'displayName', before: 'Seen by both', after: 'First' },
        { field: 'platformPasswords', before: '(secret)', after: '(secret)' },
      ]);
      assert.deepEqual(await here.app.brokerHistory.changesSince(MAIN, current), []);
      const saved = await there.app.brokers.update(MAIN, { displayName: 'Second' }, { expectedRevision: current });
      assert.equal(saved.displayName, 'Second');
    });

    test('of two updates from one revision, by two processes at once, one is saved', async () => {
      const expectedRevision = await rename(MAIN, 'Before the race');
      const results = await Promise.allSettled(
        [here, there, here, there].map(({ app }, index) =>
          app.brokers.update(MAIN, { displayName: `Racer ${index}` }, { expectedRevision }),
        ),
      );
      const saved = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.displayName] : []));
      assert.equal(saved.length, 1);
      for (const result of results) {
        if (result.status === 'rejected') assert.equal(result.reason.code, 'broker_changed_meanwhile');
      }
      await here.app.brokers.refresh();
      assert.equal(here.app.brokers.get(MAIN).displayName, saved[0]);
    });

    test('a revision is taken back, and that too', async () => {
      const { brokers, brokerHistory } = here.app;
      const first = brokers.get(MAIN);
      const accents = { accentLight: '#aa0000', accentDark: '#ffaaaa' };
      const change = { firstAccount: null, branding: { ...first.branding, ...accents, riskWarning: { xx: 'Risk.' } } };
      const { revision } = await brokers.update(MAIN, change, { actor: ANN });
      await brokers.update(MAIN, { displayName: 'Something else' }, { actor: BOB });
      const { changes, conflicts, kept } = await brokerHistory.previewUndo(MAIN, revision);
      assert.deepEqual([conflicts, kept], [[], []]);
      assert.ok(changes.some(({ field, before }) => field === 'firstAccount' && before === null));
      const undone = await brokerHistory.undo(MAIN, revision, { actor: BOB, expectedRevision: revisionOf(MAIN) });
      assert.deepEqual([undone.branding, undone.firstAccount], [first.branding, first.firstAccount]);
      assert.equal(undone.displayName, 'Something else');
      const redone = await brokerHistory.undo(MAIN, undone.revision, { actor: ANN });
      assert.deepEqual([redone.branding, redone.firstAccount], [change.branding, null]);
      const [last] = await brokerHistory.list(MAIN, { limit: 1 });
      assert.deepEqual(last?.actor, ANN);
    });

    test('what was changed again later is not overwritten; the conflict names it', async () => {
      const { brokerHistory } = here.app;
      const revision = await rename(MAIN, 'Changed');
      await rename(MAIN, 'Changed again');
      const { conflicts } = await brokerHistory.previewUndo(MAIN, revision);
      assert.deepEqual(conflicts, [{ field: 'displayName', reason: 'changed-later' }]);
      await assert.rejects(brokerHistory.undo(MAIN, revision, { actor: BOB }), {
        code: 'broker_undo_conflict',
        field: 'displayName',
      });
      assert.equal(here.app.brokers.get(MAIN).displayName, 'Changed again');
    });

    test('secrets are not taken back: the cashier that is off again stays so, and a new secret stays new', async () => {
      const { brokers, brokerHistory } = here.app;
      const { cashier, retiredCashierSecrets: _retired, ...limits } = brokers.get(WITH_CASHIER).payments;
      assert.equal(cashier.kind, 'redirect');
      const off = await brokers.update(WITH_CASHIER, { payments: { ...limits, cashier: { kind: 'off' } } });
      await assert.rejects(brokerHistory.undo(WITH_CASHIER, off.revision, { actor: ANN }), {
        code: 'broker_undo_conflict',
        field: 'payments.cashier',
      });
      const change = { displayName: 'With a password', platform: { managerPassword: 'quite-another' } };
      const { revision, platform } = await brokers.update(WITH_CASHIER, change);
      assert.deepEqual((await brokerHistory.previewUndo(WITH_CASHIER, revision)).kept, ['platform.managerPassword']);
      const undone = await brokerHistory.undo(WITH_CASHIER, revision, { actor: ANN });
      assert.equal(undone.platform.sealedManagerPassword, platform.sealedManagerPassword);
      assert.notEqual(undone.displayName, 'With a password');
    });

    test('what changed no setting, is unknown or no longer expected is refused', async () => {
      const { brokers, brokerHistory } = here.app;
      await brokers.rotatePlatformPassword(MAIN, 3600);
      const rotation = revisionOf(MAIN);
      await brokers.endAllSessions(MAIN);
      for (const revision of [rotation, revisionOf(MAIN)]) {
        await assert.rejects(brokerHistory.previewUndo(MAIN, revision), { code: 'broker_undo_conflict' });
      }
      const unknown = { code: 'broker_revision_unknown' };
      for (const revision of [0, 1.5, Number.NaN]) await assert.rejects(brokerHistory.get(MAIN, revision), unknown);
      await assert.rejects(brokerHistory.get(SISTER, rotation), unknown, 'it is of another white label');
      await assert.rejects(brokerHistory.list('nobody', { limit: 1 }), { code: 'broker_unknown' });
      const revision = await rename(MAIN, 'To be undone');
      const late = { actor: BOB, expectedRevision: rotation };
      await assert.rejects(brokerHistory.undo(MAIN, revision, late), { code: 'broker_changed_meanwhile' });
    });
  });
}
