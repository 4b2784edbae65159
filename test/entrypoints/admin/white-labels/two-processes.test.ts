import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestBridge, type TestBridge } from '../../../support/start-bridge.ts';
import { callApi, useAdminStage } from '../support/admin-stage.ts';

const HOME = '/white-labels/tradingtech_main';

describe('a white label that two processes change', () => {
  const stage = useAdminStage();
  /** Reads what the other one changed only where it has to. */
  let late: TestBridge;

  before(async () => {
    const { clock, dataDir } = stage().bridge;
    late = await startTestBridge({ clock, environment: { DATA_DIR: dataDir } });
    late.app.brokers.stop();
  });
  after(() => late.close());

  const here = (body: object) => stage().owner.call('PATCH', HOME, { body });
  const there = (body: object, headers = {}) =>
    callApi(late.url, stage().owner.token(), 'PATCH', HOME, { body, headers });
  const screens = () => stage().bridge.app.brokers.get('tradingtech_main').screens;

  test('row 31: what one saved is not lost when the other saves another field of the same part', async () => {
    const first = await here({ screens: { landingUrl: 'https://first.example/landing' } });
    const ifMatch = { 'if-match': first.headers.get('etag') ?? '' };
    const second = await there({ screens: { successUrl: 'https://second.example/in' } }, ifMatch);
    assert.equal(second.status, 200, second.text);
    await stage().bridge.app.brokers.refresh();
    assert.equal(screens().landingUrl, 'https://first.example/landing');
    assert.equal(screens().successUrl, 'https://second.example/in');
    const [entry] = await stage().bridge.app.audit.list('tradingtech_main', {}, { limit: 1 });
    assert.deepEqual(
      entry?.changes.map(({ field }) => field),
      ['screens.successUrl'],
    );
  });

  test('nor when it saves without a revision', async () => {
    await here({ screens: { landingUrl: 'https://third.example/landing' } });
    const second = await there({ screens: { successUrl: 'https://fourth.example/in' } });
    assert.equal(second.status, 200, second.text);
    await stage().bridge.app.brokers.refresh();
    assert.equal(screens().landingUrl, 'https://third.example/landing');
  });

  test('sessions are ended by one process right after the other one changed something', async () => {
    await here({ screens: { landingUrl: null } });
    const options = { body: { reason: 'A leak' } };
    const ended = await callApi(late.url, stage().owner.token(), 'POST', `${HOME}/end-sessions`, options);
    assert.equal(ended.status, 200, ended.text);
  });
});
