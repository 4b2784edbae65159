import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { EVERYTHING, reachOfBroker, reachOfCrm, useAdminStage } from '../support/admin-stage.ts';
import { openConsole } from '../support/console-browser.ts';

const HOME = '/white-labels/tradingtech_main';

describe('white labels by API', () => {
  const stage = useAdminStage();
  const idsOf = (body: Record<string, unknown>) => (body.items as { id: string }[]).map(({ id }) => id);
  const codeOf = (body: Record<string, unknown>) => (body.error as { code: string }).code;

  test('the list has those in reach alone, and counts no other', async () => {
    const europe = await stage().as('admin', reachOfBroker('tradingtech_wl_europe'));
    const { body } = await europe.call('GET', '/white-labels');
    assert.deepEqual([idsOf(body), body.total], [['tradingtech_wl_europe'], 1]);
    const house = await stage().as('admin', reachOfCrm('financialhouse_crm'));
    assert.deepEqual(idsOf((await house.call('GET', '/white-labels')).body), ['financialhouse_main']);
  });

  test('whose white label it is, is told to who reaches that one too', async () => {
    const europe = await stage().as('admin', reachOfBroker('tradingtech_wl_europe'));
    const path = '/white-labels/tradingtech_wl_europe';
    const seenBy = async (caller: typeof europe) =>
      ((await caller.call('GET', path)).body.settings as { whiteLabelOf: unknown }).whiteLabelOf;
    assert.equal(await seenBy(europe), null);
    assert.equal(await seenBy(stage().owner), 'tradingtech_main');
  });

  test('pages of the list go on where the one before ended', async () => {
    const first = await stage().owner.call('GET', '/white-labels?limit=2');
    const rest = await stage().owner.call('GET', `/white-labels?limit=2&cursor=${first.body.nextCursor}`);
    const all = stage()
      .bridge.app.brokers.list()
      .map(({ brokerName }) => brokerName);
    assert.deepEqual([...idsOf(first.body), ...idsOf(rest.body)], all);
    assert.equal(rest.body.nextCursor, null);
    assert.equal((await stage().owner.call('GET', '/white-labels?cursor=nonsense')).status, 400);
  });

  test('CRMs are those of which anything is in reach', async () => {
    const europe = await stage().as('support', reachOfBroker('tradingtech_wl_europe'));
    const { body } = await europe.call('GET', '/crms');
    const [crm] = body.items as { id: string; whiteLabels: number; isWhole: boolean }[];
    assert.deepEqual([idsOf(body), crm?.whiteLabels, crm?.isWhole], [['tradingtech_crm'], 1, false]);
  });

  test('a white label is shown as the seed file writes it, without a secret', async () => {
    const { body, text, headers } = await stage().owner.call('GET', HOME);
    const { brokers } = stage().bridge.app;
    assert.deepEqual(body.settings, JSON.parse(JSON.stringify(brokers.settingsOf('tradingtech_main'))));
    assert.equal(headers.get('etag'), `"${brokers.get('tradingtech_main').revision}"`);
    assert.doesNotMatch(text, /sandbox-manager|sandbox-password|sealed|argon2/i);
  });

  test('a change is laid over the settings, and stands in the change log with before and after', async () => {
    const change = { branding: { legalEntity: 'Changed Ltd', riskWarning: { de: null } } };
    const { status, text } = await stage().owner.call('PATCH', HOME, { body: change });
    assert.equal(status, 200, text);
    const { branding } = stage().bridge.app.brokers.get('tradingtech_main');
    assert.deepEqual([branding.legalEntity, branding.riskWarning.de], ['Changed Ltd', undefined]);
    const [entry] = await stage().bridge.app.audit.list('tradingtech_main', {}, { limit: 1 });
    assert.equal(entry?.action, 'white-label.update');
    assert.deepEqual(entry?.changes[0], {
      field: 'branding.legalEntity',
      before: 'TradingTech Ltd',
      after: 'Changed Ltd',
    });
  });

  test('every fault of a change is told, each with its field, and nothing is saved', async () => {
    const { revision } = stage().bridge.app.brokers.get('tradingtech_main');
    const body = {
      displayName: 'Line\nbreak',
      screens: { successUrl: 'https://a:b@c.example/' },
      branding: { accentLight: 'reddish', logoLight: 'data:image/svg+xml;base64,PHNjcmlwdC8+' },
      actions: { kyc: { kind: 'external', template: 'https://a.example/{nobody}' } },
    };
    const answer = await stage().owner.call('PATCH', HOME, { body });
    assert.deepEqual([answer.status, codeOf(answer.body)], [400, 'broker_invalid']);
    const { faults } = answer.body.error as { faults: { field: string }[] };
    const fields = faults.map(({ field }) => field).sort();
    assert.deepEqual(fields, [
      ...['actions.kyc.template', 'branding.accentLight', 'branding.logoLight'],
      ...['displayName', 'screens.successUrl'],
    ]);
    assert.equal(stage().bridge.app.brokers.get('tradingtech_main').revision, revision);
  });

  for (const field of ['enabled', 'agreements', 'platform', 'platformPassword', 'brokerName']) {
    test(`${field} is not changed by the same call`, async () => {
      const { status, body } = await stage().owner.call('PATCH', HOME, { body: { [field]: true } });
      assert.deepEqual([status, codeOf(body)], [400, 'parameter_unknown']);
    });
  }

  test('a tag that was never one is refused', async () => {
    const options = { body: { displayName: 'A' }, headers: { 'if-match': '"abc"' } };
    assert.equal((await stage().owner.call('PATCH', HOME, options)).status, 412);
  });

  test('switching off needs a reason, and is refused to who only reads', async () => {
    assert.equal((await stage().owner.call('POST', `${HOME}/disable`, { body: {} })).status, 400);
    const support = await stage().as('support', EVERYTHING);
    const { status } = await support.call('POST', `${HOME}/disable`, { body: { reason: 'For fun' } });
    assert.equal(status, 403);
    assert.equal(stage().bridge.app.brokers.get('tradingtech_main').enabled, true);
  });
});

describe('a long list of white labels', () => {
  const stage = useAdminStage(async () => ({
    seed: (file) => {
      const [model] = file.brokers;
      const more = Array.from({ length: 40 }, (_none, index) => ({
        ...{ ...model, traders: [], clients: [], apiKeys: [], hosts: [], whiteLabelOf: null, agreements: [] },
        ...{ brokerName: `copy_${String(index).padStart(3, '0')}`, displayName: `Copy ${index}` },
      }));
      return { ...file, brokers: [...file.brokers, ...more] as typeof file.brokers };
    },
  }));
  let browser: ReturnType<typeof openConsole>;

  before(() => {
    browser = openConsole(stage().bridge.url, stage().owner);
  });

  test('is shown in pages, with how many there are', async () => {
    const { html } = await browser.get('/admin/white-labels?q=copy');
    assert.match(html, /25 of 40/);
    const [, next = ''] = /rel="next" href="([^"]+)"/.exec(html) ?? [];
    const rest = await browser.get(next.replaceAll('&amp;', '&'));
    assert.match(rest.html, /copy_039/);
    assert.match(rest.html, /First page/);
  });

  test('is filtered by CRM and status', async () => {
    await stage().bridge.app.brokers.update('copy_007', { enabled: false });
    const { html } = await browser.get('/admin/white-labels?crm=tradingtech_crm&status=disabled');
    assert.match(html, /copy_007/);
    assert.doesNotMatch(html, /copy_008/);
  });

  test('says what to do where nothing fits', async () => {
    assert.match((await browser.get('/admin/white-labels?q=zebra')).html, /No white label fits/);
  });
});
