import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { draftsOf } from '../../../../src/entrypoints/admin/new-white-label/drafts.ts';
import { useAdminStage } from '../support/admin-stage.ts';

describe('drafts of white labels', () => {
  const stage = useAdminStage();
  const draftsFor = (memberId: string) => {
    const { storage, keyRing } = stage().bridge.app;
    return draftsOf({ expiring: storage.expiring, keyRing }, memberId);
  };

  test('a form that comes late takes the secrets of what was made meanwhile not away', async () => {
    const drafts = draftsFor('ann');
    const late = await drafts.begin({ displayName: 'Nova' }, 'addresses');
    const created = { brokerName: 'nova', secrets: [{ label: 'Password', value: 'a-secret' }] };
    await drafts.keepCreated(late.id, created);
    await drafts.keep({ ...late, settings: { displayName: 'Late' } });
    assert.deepEqual((await drafts.find(late.id))?.created, created);
  });

  test('row 40: nothing of one is stored in the clear, and nobody finds another one’s', async () => {
    const { id } = await draftsFor('ann').begin({ platform: { managerPassword: 'canary-password' } }, 'platform');
    await draftsFor('ann').keepCreated(id, { brokerName: 'nova', secrets: [{ label: 'One', value: 'canary-secret' }] });
    const { expiring } = stage().bridge.app.storage;
    for (const kind of ['white-label-draft', 'white-label-draft-made']) {
      const entry = await expiring.get({ partition: '@staff', kind, id: `ann/${id}` });
      assert.ok(entry);
      assert.doesNotMatch(entry.value, /canary/);
    }
    assert.equal(await draftsFor('bob').find(id), undefined);
    assert.equal((await draftsFor('ann').findLast())?.id, id);
  });
});
