import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { pdfFile } from '../../../support/document-files.ts';
import { reachOfBroker, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';
import { type ConsoleBrowser, faultBeside, openConsole } from '../support/console-browser.ts';
import { aCase, ID_CARD } from './a-case.ts';

const BROKER = 'tradingtech_main';
const AT = `/white-labels/${BROKER}/kyc/cases`;

describe('KYC by the admin API and in the console', () => {
  const stage = useAdminStage();
  let owner: StaffCaller;
  let browser: ConsoleBrowser;
  before(() => {
    owner = stage().owner;
    browser = openConsole(stage().bridge.url, owner);
  });

  const newCase = (brokerName = BROKER) => aCase(stage().bridge, brokerName);
  const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code?: string }).code;
  const find = (userId: string) => {
    const { app } = stage().bridge;
    return app.kyc.find(app.brokers.get(BROKER), userId);
  };
  const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';

  test('cases that wait are listed, by the longest first, for who reaches them', async () => {
    const { user } = await newCase();
    const idsOf = async (caller: StaffCaller, query = '') =>
      ((await caller.call('GET', `/kyc/cases?limit=100${query}`)).body.items as { id: string }[]).map(({ id }) => id);
    assert.ok((await idsOf(owner)).includes(user.id));
    assert.ok(!(await idsOf(owner, '&state=approved')).includes(user.id));
    assert.ok(!(await idsOf(owner, '&brokerName=financialhouse_main')).includes(user.id));
    const far = await stage().as('support', reachOfBroker('financialhouse_main'));
    assert.ok(!(await idsOf(far)).includes(user.id));
    assert.equal((await far.call('GET', `${AT}/${user.id}`)).status, 404);
    assert.equal(codeOf(await owner.call('GET', `${AT}/nobody`)), 'user_unknown');
  });

  test('a document is opened byte for byte, each time with an entry in both logs', async () => {
    const { user, documentIds } = await newCase();
    const id = documentIds['identity-front'] ?? '';
    const { body } = await owner.call('GET', `/white-labels/${BROKER}/kyc/documents/${id}`);
    assert.ok(Buffer.from(String(body.content), 'base64').equals(ID_CARD));
    const { app } = stage().bridge;
    const [seen] = await app.privacyLog.list({ brokerName: BROKER }, { personId: user.id, limit: 1 });
    assert.equal(seen?.operation, 'openKycDocument');
    const [entry] = await app.audit.list(BROKER, { targetId: user.id }, { limit: 1 });
    assert.equal(entry?.action, 'kyc.open-document');
    const other = `/white-labels/tradingtech_wl_europe/kyc/documents/${id}`;
    assert.equal(codeOf(await owner.call('GET', other)), 'kyc_document_unknown');
  });

  test('the console shows an image as what it is: sandboxed, unsniffed, kept by nobody; a PDF is saved', async () => {
    const { user, documentIds } = await newCase();
    const open = async (kind: string) => {
      const path = `/admin/kyc/${BROKER}/${user.id}/documents/${documentIds[kind]}`;
      const cookie = `__Host-drawbridge-staff=${owner.token()}`;
      const response = await fetch(stage().bridge.url + path, { headers: { cookie } });
      return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const image = await open('identity-front');
    assert.ok(image.bytes.equals(ID_CARD));
    assert.equal(image.headers.get('content-type'), 'image/png');
    assert.match(image.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
    assert.equal(image.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(image.headers.get('cache-control'), 'no-store');
    assert.equal(image.headers.get('cross-origin-resource-policy'), 'same-origin');
    const bill = await open('proof-of-address');
    assert.ok(bill.bytes.equals(pdfFile()));
    assert.match(bill.headers.get('content-disposition') ?? '', /^attachment;/);
  });

  test('documents are approved, and the decision is kept with who made it', async () => {
    const { user } = await newCase();
    const path = `/admin/kyc/${BROKER}/${user.id}`;
    const page = await browser.get(path);
    assert.match(page.html, /Ada Quinn/);
    const done = await browser.post(`${path}/approve`, {
      note: 'Passport and bill agree',
      revision: revisionIn(page.html),
    });
    assert.deepEqual([done.status, done.notice], [303, 'document-decided']);
    const decided = await find(user.id);
    assert.deepEqual([decided?.state, decided?.decidedBy], ['approved', owner.member.email]);
    const [entry] = await stage().bridge.app.audit.list(
      BROKER,
      { targetId: user.id, action: 'kyc.approved' },
      { limit: 1 },
    );
    assert.equal(entry?.reason, 'Passport and bill agree');
    assert.equal(codeOf(await owner.call('POST', `${AT}/${user.id}/approve`, { body: {} })), 'kyc_not_in_review');
    assert.ok(!(await browser.get(path)).html.includes(`${path}/approve`));
  });

  test('documents are refused with a reason that the trader reads; without one it is asked for', async () => {
    const { user } = await newCase();
    const path = `/admin/kyc/${BROKER}/${user.id}`;
    const revision = revisionIn((await browser.get(path)).html);
    const missing = await browser.post(`${path}/refuse`, { reason: '', revision });
    assert.equal(missing.status, 400);
    assert.ok(faultBeside(missing.html, 'reason'));
    assert.equal((await browser.post(`${path}/refuse`, { reason: 'Too dark to be read', revision })).status, 303);
    assert.deepEqual([(await find(user.id))?.state, (await find(user.id))?.reason], ['refused', 'Too dark to be read']);
    assert.match((await browser.get('/admin/kyc?state=refused')).html, new RegExp(user.email));
  });

  test('a reason in several lines reaches the trader as one, for it is a sentence on a page', async () => {
    const { user } = await newCase();
    const path = `/admin/kyc/${BROKER}/${user.id}`;
    const revision = revisionIn((await browser.get(path)).html);
    const refused = await browser.post(`${path}/refuse`, { reason: 'Too dark.\r\nToo small.', revision });
    assert.equal(refused.status, 303, refused.html);
    assert.equal((await find(user.id))?.reason, 'Too dark. Too small.');
  });

  test('who looked at documents of before decides nothing of those that came since', async () => {
    const { user } = await newCase();
    const path = `/admin/kyc/${BROKER}/${user.id}`;
    const revision = revisionIn((await browser.get(path)).html);
    const { app } = stage().bridge;
    const broker = app.brokers.get(BROKER);
    await app.kyc.refuse(broker, user.id, { by: 'kim', reason: 'Too dark' });
    const files = { 'identity-front': ID_CARD, 'proof-of-address': pdfFile() };
    assert.deepEqual(await app.kyc.submit(broker, user.id, files), []);
    const stale = await browser.post(`${path}/approve`, { revision });
    assert.equal(stale.status, 412);
    assert.match(stale.html, /has changed since you looked at it/);
    assert.equal((await find(user.id))?.state, 'in_review');
    assert.match(stale.html, /Earlier submissions/);
  });

  test('an auditor sees the case and decides nothing', async () => {
    const { user } = await newCase();
    const path = `/admin/kyc/${BROKER}/${user.id}`;
    const auditor = openConsole(stage().bridge.url, await stage().as('auditor', reachOfBroker(BROKER)));
    const { status, html } = await auditor.get(path);
    assert.equal(status, 200);
    assert.ok(!html.includes(`${path}/approve`));
    assert.equal((await auditor.post(`${path}/approve`, { revision: '1' })).status, 403);
  });

  test('a trader who handed nothing in has no case', async () => {
    const { app } = stage().bridge;
    const seeded = await app.users.findAnyByEmail(BROKER, 'trader@example.com');
    assert.equal(codeOf(await owner.call('GET', `${AT}/${seeded?.id}`)), 'kyc_case_unknown');
  });
});
