import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import type { AuditNote } from '../../../../src/domain/audit/audit-entry.ts';
import { EVERYTHING, reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';

interface Entry {
  readonly sequence: number;
  readonly action: string;
  readonly target: { readonly id: string };
  readonly actor: { readonly email: string | null };
}

const OTHER = 'financialhouse_main';

describe('the change log and the privacy log', () => {
  const stage = useAdminStage();

  const noteOf = (brokerName: string | null, more: Partial<AuditNote> = {}): AuditNote => ({
    ...{ brokerName, actor: { kind: 'staff', id: 'm-1', email: 'kim@example.com' }, address: '192.0.2.7' },
    ...{ requestId: 'r-1', action: 'white-label.update', target: { type: 'white-label', id: 'one' }, reason: null },
    changes: [{ field: 'branding.primaryColour', before: '#000000', after: '#0a7f5a' }],
    ...more,
  });
  const note = (brokerName: string | null, more?: Partial<AuditNote>) =>
    stage().bridge.app.audit.record(noteOf(brokerName, more));
  const look = (personId: string, principal = 'api-kim') =>
    stage().bridge.app.privacyLog.record(
      { brokerName: OTHER },
      {
        ...{ apiKeyId: 'k-1', principal, justification: 'support-4711', personIds: [personId], resource: 'users' },
        ...{ operation: 'getUser', fields: ['email', 'phone'], requestId: 'r-2' },
      },
    );
  const listed = async (path: string) => {
    const { status, body, text } = await stage().owner.call('GET', path);
    assert.equal(status, 200, text);
    return body.items as Entry[];
  };

  test('entries are found by who, what, which and when', async () => {
    const { clock } = stage().bridge;
    const actor = { kind: 'staff', id: 'm-found', email: 'found@example.com' } as const;
    await note(OTHER, { actor });
    await note(OTHER, { actor, action: 'secret.rotate', target: { type: 'secret', id: 'two' } });
    clock.advance(1000);
    const since = encodeURIComponent(new Date(clock.nowMs()).toISOString());
    const later = { type: 'white-label', id: 'three' };
    await note(OTHER, { actor: { kind: 'command-line', name: 'found-root' }, target: later });
    const log = `/white-labels/${OTHER}/audit-log`;
    const ids = async (query: string) => (await listed(`${log}?${query}`)).map(({ target }) => target.id);
    assert.deepEqual(await ids('actor=Found@example.com'), ['two', 'one']);
    assert.deepEqual(await ids('actor=m-found&action=secret.rotate'), ['two']);
    assert.deepEqual(await ids('actor=found-root'), ['three']);
    assert.deepEqual(await ids('targetType=secret&target=two'), ['two']);
    assert.deepEqual(await ids(`from=${since}&actor=m-found`), []);
    assert.deepEqual(await ids(`from=${since}&actor=found-root&targetType=white-label`), ['three']);
    assert.deepEqual(await ids(`to=${since}&actor=found-root`), []);
    assert.deepEqual(await ids('actor=nobody'), []);
  });

  test('one entry is shown, before and after; a number that the log does not have is refused', async () => {
    const { sequence } = await note(OTHER);
    const log = `/white-labels/${OTHER}/audit-log/entries`;
    const { body } = await stage().owner.call('GET', `${log}/${sequence}`);
    assert.equal(body.sequence, sequence);
    assert.deepEqual(body.changes, [{ field: 'branding.primaryColour', before: '#000000', after: '#0a7f5a' }]);
    const { status, body: refused } = await stage().owner.call('GET', `${log}/${sequence + 1000}`);
    assert.deepEqual([status, (refused.error as { code: string }).code], [404, 'log_entry_unknown']);
  });

  test('the privacy log is found by person, by who asked and by operation', async () => {
    await look('u-1');
    await look('u-2', 'api-lee');
    const log = `/white-labels/${OTHER}/privacy-log`;
    assert.equal((await listed(`${log}?person=u-1`)).length, 1);
    assert.equal((await listed(`${log}?principal=api-lee&operation=getUser`)).length, 1);
    assert.equal((await listed(`${log}?principal=api-lee&person=u-1`)).length, 0);
  });

  for (const [format, type] of [
    ['csv', 'text/csv'],
    ['jsonl', 'application/x-ndjson'],
  ] as const) {
    test(`an export as ${format} is a file with all that fits, and is itself in the log`, async () => {
      await note(OTHER, { action: `sample.${format}` });
      const path = `/white-labels/${OTHER}/audit-log/export?format=${format}&action=sample.${format}`;
      const { status, text, headers } = await stage().owner.call('GET', path);
      assert.equal(status, 200, text);
      assert.match(headers.get('content-type') ?? '', new RegExp(`^${type}`));
      assert.match(headers.get('content-disposition') ?? '', new RegExp(`filename="audit-${OTHER}-.*[.]${format}"`));
      const lines = text.trim().split(/\r?\n/);
      assert.equal(lines.length, format === 'csv' ? 2 : 1);
      assert.ok(lines.at(-1)?.includes('kim@example.com'));
      const [entry] = await listed(`/white-labels/${OTHER}/audit-log?action=audit-log.export`);
      assert.equal(entry?.actor.email, stage().owner.member.email);
    });
  }

  test('the export of a privacy log is in the change log of the white label', async () => {
    await look('u-3');
    const { text } = await stage().owner.call('GET', `/white-labels/${OTHER}/privacy-log/export?person=u-3`);
    assert.equal((JSON.parse(text) as { personId: string }).personId, 'u-3');
    assert.equal((await listed(`/white-labels/${OTHER}/audit-log?action=privacy-log.export`)).length, 1);
  });

  test('the bridge has a log of its own, for who reaches everything', async () => {
    await note(null, { action: 'sample.bridge' });
    assert.equal((await listed('/audit-log?action=sample.bridge')).length, 1);
    const admin = await stage().as('admin', reachOfBroker(OTHER));
    assert.equal((await admin.call('GET', '/audit-log')).status, 403);
    assert.equal((await admin.call('GET', '/audit-log/export')).status, 403);
    assert.equal((await admin.call('GET', '/white-labels/tradingtech_main/audit-log')).status, 404);
  });

  test('a time that is none is refused with its name', async () => {
    const { status, body } = await stage().owner.call('GET', '/audit-log?from=yesterday');
    assert.deepEqual([status, (body.error as { field: string }).field], [400, 'from']);
  });

  describe('in the console', () => {
    const auditor = async () => openConsole(stage().bridge.url, await stage().as('auditor', EVERYTHING));

    test('the audit log shows the bridge’s own first, and that of a white label when it is chosen', async () => {
      await note(null, { target: { type: 'staff', id: 'of-the-bridge' } });
      await note(OTHER, { target: { type: 'white-label', id: 'of-the-label' } });
      const browser = await auditor();
      const bridge = await browser.get('/admin/audit');
      assert.ok(bridge.html.includes('of-the-bridge') && !bridge.html.includes('of-the-label'));
      const label = await browser.get(`/admin/audit?brokerName=${OTHER}&actor=kim@example.com`);
      assert.ok(label.html.includes('of-the-label') && !label.html.includes('of-the-bridge'));
      assert.match(label.html, /export\?actor=kim%40example\.com&amp;brokerName=financialhouse_main&amp;format=csv/);
    });

    test('an entry has a page with what changed, before and after', async () => {
      const { sequence } = await note(OTHER, { reason: 'the new brand' });
      const { html } = await (await auditor()).get(`/admin/audit/entries/${sequence}?brokerName=${OTHER}`);
      for (const words of ['<del>#000000</del>', '<ins>#0a7f5a</ins>', 'the new brand', '192.0.2.7']) {
        assert.ok(html.includes(words), words);
      }
    });

    test('who reaches one white label is led to its log, and sees no other', async () => {
      const caller = await stage().as('auditor', reachOfBroker(OTHER));
      const browser = openConsole(stage().bridge.url, caller);
      assert.equal((await browser.get('/admin/audit')).location, `/admin/audit?brokerName=${OTHER}`);
      const own = await browser.get(`/admin/privacy-log?brokerName=${OTHER}`);
      assert.equal(own.status, 200);
      assert.ok(!own.html.includes('tradingtech'));
      assert.equal((await browser.get('/admin/privacy-log?brokerName=tradingtech_main')).status, 404);
    });

    test('a day that is none is told beside its field, and what was entered stays', async () => {
      const { status, html } = await (await auditor()).get('/admin/audit?actor=kim@example.com&from=nonsense');
      assert.equal(status, 400);
      assert.match(html, /id="from-error"/);
      assert.match(html, /value="kim@example.com"/);
    });

    test('until a day means that day too', async () => {
      const { clock } = stage().bridge;
      await note(OTHER, { target: { type: 'white-label', id: 'of-today' } });
      const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
      const { html } = await (await auditor()).get(`/admin/audit?brokerName=${OTHER}&to=${today}&from=${today}`);
      assert.ok(html.includes('of-today'));
    });

    test('the export is a file', async () => {
      const { status, html } = await (await auditor()).get(`/admin/audit/export?brokerName=${OTHER}&format=csv`);
      assert.equal(status, 200);
      assert.match(html, /^"brokerName","sequence","id","at",/);
    });

    test('a log that nobody touched is verified as intact', async () => {
      const browser = await auditor();
      const { notice, location } = await browser.post('/admin/privacy-log/verify', { brokerName: OTHER });
      assert.deepEqual([notice, location], ['log-intact', `/admin/privacy-log?brokerName=${OTHER}`]);
      assert.match((await browser.get(location ?? '')).html, /Last verified .*: intact/s);
    });

    test('of a broken log it is shown where it breaks, until it is found intact', async () => {
      const broken = 'tradingtech_wl_europe';
      const { dataDir } = stage().bridge;
      for (const id of ['first', 'second']) await note(broken, { target: { type: 'sample', id } });
      const [, second] = (await listed(`/white-labels/${broken}/audit-log`))
        .map(({ sequence }) => sequence)
        .toReversed();
      const alter = (reason: string | null) => {
        const db = new DatabaseSync(join(dataDir, 'records.sqlite'));
        db.exec('drop trigger if exists audit_entries_no_update');
        db.prepare('update audit_entries set reason = ? where chain = ? and sequence = ?').run(
          reason,
          broken,
          second ?? 0,
        );
        db.close();
      };
      alter('forged');
      const browser = await auditor();
      const { notice } = await browser.post('/admin/audit/verify', { brokerName: broken });
      assert.equal(notice, 'log-broken');
      const { html } = await browser.get(`/admin/audit?brokerName=${broken}`);
      assert.match(html, new RegExp(`Entry ${second} does not hold what was written`));
      assert.match(html, new RegExp(`href="/admin/audit/entries/${second}\\?brokerName=${broken}"`));
      alter(null);
      assert.equal((await browser.post('/admin/audit/verify', { brokerName: broken })).notice, 'log-intact');
      assert.ok(!(await browser.get(`/admin/audit?brokerName=${broken}`)).html.includes('This log is broken'));
    });
  });

  test('who opens the privacy log is asked whose it is to be', async () => {
    const { bridge, owner } = stage();
    const { status, html } = await openConsole(bridge.url, owner).get('/admin/privacy-log');
    assert.equal(status, 200);
    assert.match(html, /privacy-log\?brokerName=tradingtech_main/);
  });

  for (const path of ['/admin/privacy-log', '/admin/agreements/new']) {
    test(`a white label that stands alone on its page is not taken for the only one there is: ${path}`, async () => {
      const { bridge, owner } = stage();
      const browser = openConsole(bridge.url, owner);
      const first = await browser.get(`${path}?limit=1`);
      assert.equal(first.status, 200, first.location ?? '');
      const [, next = ''] = /href="([^"]+cursor=[^"]+)"/.exec(first.html) ?? [];
      assert.equal((await browser.get(next.replaceAll('&amp;', '&'))).status, 200);
    });
  }
});
