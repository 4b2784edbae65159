import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reachOfBroker, useAdminStage } from '../support/admin-stage.ts';
import { enteredIn, faultBeside, openConsole } from '../support/console-browser.ts';

const AT = '/white-labels/tradingtech_main/webhooks';
const NEW = '/admin/webhooks/tradingtech_main/new';
const FORM = { url: 'https://systems.example/hook', description: 'The ledger', enabled: 'true', everything: 'true' };

describe('webhooks for staff', () => {
  const stage = useAdminStage();
  const browser = () => openConsole(stage().bridge.url, stage().owner);

  async function aWebhook(): Promise<string> {
    const { app } = stage().bridge;
    const { webhook } = await app.webhooks.subscribe(app.brokers.get('tradingtech_main'), {
      url: FORM.url,
      eventTypes: ['user.created'],
    });
    return webhook.id;
  }

  test('the secret is shown once, and stands in no log', async () => {
    const { owner, bridge } = stage();
    const made = await owner.call('POST', AT, { body: { url: FORM.url } });
    const { secret, ...shown } = made.body;
    assert.equal(made.status, 201, made.text);
    assert.deepEqual((await owner.call('GET', `${AT}/${shown.id}`)).body, shown);
    const rotated = await owner.call('POST', `${AT}/${shown.id}/rotate-secret`, { body: { overlapSeconds: 60 } });
    assert.notEqual(rotated.body.secret, secret);
    const entries = JSON.stringify(await bridge.app.audit.list('tradingtech_main', {}, { limit: 100 }));
    assert.match(entries, /webhook\.create/);
    for (const text of [entries, ...bridge.logLines]) {
      for (const one of [secret, rotated.body.secret]) assert.ok(!text.includes(String(one)));
    }
  });

  test('what was sent of a trader is seen with an entry in the privacy log, and no secret', async () => {
    const { owner, bridge } = stage();
    const { app } = bridge;
    const broker = app.brokers.get('tradingtech_main');
    const webhookId = await aWebhook();
    const form = { email: 'seen@example.com', firstName: 'Ada', lastName: 'Example', preferredLanguage: 'en' };
    const user = await app.users.create(broker, {
      ...form,
      password: 'correct horse battery',
      partnerId: null,
    } as never);
    await app.webhooks.deliverDue();
    const list = await owner.call('GET', `${AT}/${webhookId}/deliveries`);
    const [first] = list.body.items as { id: string }[];
    const one = await owner.call('GET', `${AT}/${webhookId}/deliveries/${first?.id}`);
    const { headers, body } = one.body.sent as { headers: Record<string, string>; body: string };
    assert.equal(JSON.parse(body).data.userId, user.id);
    assert.deepEqual(Object.keys(headers), ['content-type', 'user-agent', 'webhook-id']);
    const [seen] = await app.privacyLog.list(broker, { personId: user.id, limit: 1 } as never);
    assert.equal(seen?.operation, 'getWebhookDelivery');
    assert.equal(
      (await owner.call('POST', `${AT}/${webhookId}/deliveries/${first?.id}/resend`, { body: {} })).status,
      202,
    );
  });

  test('failed ones of a time that ends before it begins, or has no zone, are refused; where there are none, nothing is logged', async () => {
    const { owner, bridge } = stage();
    const webhookId = await aWebhook();
    const resend = (from: string, to: string) =>
      owner.call('POST', `${AT}/${webhookId}/resend-failed`, { body: { from, to } });
    const wrong = await resend('2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z');
    assert.deepEqual([wrong.status, (wrong.body.error as { field: string }).field], [400, 'to']);
    const zoneless = await resend('2026-01-01T00:00:00', '2026-01-02T00:00:00Z');
    assert.deepEqual([zoneless.status, (zoneless.body.error as { field: string }).field], [400, 'from']);
    assert.equal((await resend('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')).body.resent, 0);
    assert.deepEqual(await bridge.app.audit.list('tradingtech_main', { targetId: webhookId }, { limit: 9 }), []);
  });

  test('in the console a webhook is added, tested, changed and removed', async () => {
    assert.equal((await browser().get(NEW)).status, 200);
    const made = await browser().post(NEW, FORM);
    assert.equal(made.status, 200, made.html);
    const [, secret = ''] = /value="(whsec_[^"]+)"/.exec(made.html) ?? [];
    const [, path = ''] = /href="(\/admin\/webhooks\/tradingtech_main\/hooks\/[0-9a-f-]{36})"/.exec(made.html) ?? [];
    const page = await browser().get(path);
    assert.ok(secret !== '' && !page.html.includes(secret));
    assert.match(page.html, /Nothing was sent yet/);
    assert.equal((await browser().post(`${path}/ping`)).notice, 'webhook-pinged');
    const [, delivery = ''] = /href="([^"]+\/deliveries\/[0-9a-f-]{36})"/.exec((await browser().get(path)).html) ?? [];
    assert.match((await browser().get(delivery)).html, /What was sent/);
    assert.equal((await browser().post(`${delivery}/resend`)).notice, 'webhook-resent');
    const failed = { from: '2026-01-01T00:00', to: '2026-01-02T00:00' };
    assert.equal((await browser().post(`${path}/resend-failed`, failed)).notice, 'webhook-nothing-failed');
    const empty = await browser().post(`${path}/resend-failed`, { from: '', to: failed.to });
    assert.equal(faultBeside(empty.html, 'from'), 'It is missing.');
    const revision = /name="revision" value="(\d+)"/.exec(page.html)?.[1] ?? '';
    assert.equal((await browser().post(path, { ...FORM, description: 'Mine', revision })).notice, 'saved');
    const late = await browser().post(path, { ...FORM, description: 'Late', revision });
    assert.equal(late.status, 412);
    assert.match(late.html, /<del>Mine<\/del>.*<ins>Late<\/ins>/s);
    assert.match((await browser().post(`${path}/rotate-secret`, { overlapSeconds: '0' })).html, /whsec_/);
    assert.equal((await browser().post(`${path}/remove`)).notice, 'removed');
    assert.equal((await browser().get(path)).status, 404);
  });

  test('what is wrong stands beside its field, and nothing that was entered is lost', async () => {
    const wrong = await browser().post(NEW, { ...FORM, url: 'http://systems.example/' });
    assert.equal(wrong.status, 400);
    assert.equal(faultBeside(wrong.html, 'url'), 'It does not begin with https://.');
    assert.deepEqual(
      [enteredIn(wrong.html).url, enteredIn(wrong.html).description],
      ['http://systems.example/', 'The ledger'],
    );
    const nothing = await browser().post(NEW, { ...FORM, everything: '' });
    assert.match(faultBeside(nothing.html, 'everything') ?? '', /at least 1/);
  });

  test('support sends again and changes nothing; who reaches something else sees nothing', async () => {
    const path = `/admin/webhooks/tradingtech_main/hooks/${await aWebhook()}`;
    const support = openConsole(stage().bridge.url, await stage().as('support', reachOfBroker('tradingtech_main')));
    const page = await support.get(path);
    assert.match(page.html, /Send a test/);
    assert.ok(!page.html.includes('name="url"'));
    assert.equal((await support.post(path, FORM)).status, 403);
    const far = openConsole(stage().bridge.url, await stage().as('owner', reachOfBroker('financialhouse_main')));
    assert.deepEqual([(await far.get(path)).status, (await far.get(NEW)).status], [404, 404]);
    assert.ok(!(await far.get('/admin/webhooks')).html.includes('tradingtech_main'));
  });
});
