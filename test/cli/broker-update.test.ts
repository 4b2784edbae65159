import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED } from '../support/seed-file.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const WITH_CASHIER = 'financialhouse_main';
const TEMPLATE =
  'https://pay.example/{paymentId}?amount={amount}&currency={currency}&return={returnUrl}&signature={signature}';

describe('drawbridge broker update', () => {
  const folder = makeTempFolder();
  let files = 0;
  before(async () => {
    assert.equal((await runCli(['seed', EXAMPLE_SEED], { DATA_DIR: folder.path })).exitCode, 0);
  });
  after(() => folder.remove());

  function run(brokerName: string, part: unknown, parameters: readonly string[] = [], environment = {}) {
    files += 1;
    const path = join(folder.path, `change-${files}.json`);
    writeFileSync(path, typeof part === 'string' ? part : JSON.stringify(part));
    return runCli(['broker', 'update', brokerName, path, ...parameters], { DATA_DIR: folder.path, ...environment });
  }

  async function update(brokerName: string, part: unknown, ...parameters: string[]) {
    const { exitCode, stdout, stderr } = await run(brokerName, part, [...parameters, '--json']);
    assert.equal(exitCode, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  const show = async (brokerName: string) =>
    JSON.parse((await runCli(['broker', 'show', brokerName, '--json'], { DATA_DIR: folder.path })).stdout);

  test('changes what the file names, part by part, and nothing else', async () => {
    const before = await show(MAIN);
    const answer = await update(MAIN, {
      branding: { accentLight: '#123456', riskWarning: { de: null, fr: 'Risque.' } },
      actions: {
        kyc: { kind: 'external', template: 'https://kyc.example/?token={otToken}' },
        chat: { kind: 'built-in' },
      },
      screens: { languages: ['en', 'fr'] },
    });
    assert.deepEqual([answer.id, answer.dryRun], [MAIN, false]);
    assert.deepEqual(
      answer.changes.find(({ field }: { field: string }) => field === 'branding.accentLight'),
      { field: 'branding.accentLight', before: before.branding.accentLight, after: '#123456' },
    );
    const { de: _de, ...riskWarning } = before.branding.riskWarning;
    const { revision, ...changed } = await show(MAIN);
    assert.ok(revision > before.revision);
    const { revision: _revision, ...kept } = before;
    assert.deepEqual(changed, {
      ...kept,
      branding: { ...before.branding, accentLight: '#123456', riskWarning: { ...riskWarning, fr: 'Risque.' } },
      actions: {
        ...before.actions,
        kyc: { kind: 'external', template: 'https://kyc.example/?token={otToken}' },
        chat: { kind: 'built-in' },
      },
      screens: { ...before.screens, languages: ['en', 'fr'] },
    });
    const lenient = await update(MAIN, { privacy: { allowPlaceholders: true } });
    assert.deepEqual(lenient.changes, [{ field: 'privacy.allowPlaceholders', before: false, after: true }]);
    const off = await update(MAIN, { actions: { kyc: { kind: 'off' } } });
    assert.deepEqual(
      off.changes.map(({ field, after }: { field: string; after: unknown }) => [field, after]),
      [
        ['actions.kyc.kind', 'off'],
        ['actions.kyc.template', null],
      ],
    );
  });

  test('with --dry-run shows before and after, refuses what could not be saved, and saves nothing', async () => {
    const before = await show(MAIN);
    const { exitCode, stdout } = await run(MAIN, { displayName: 'Renamed' }, ['--dry-run']);
    assert.deepEqual([exitCode, stdout], [0, 'displayName: TradingTech → Renamed\nNothing was saved.\n']);
    const refused = await run(MAIN, { screens: { defaultLanguage: 'xx' } }, ['--dry-run']);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /not valid \(screens\.defaultLanguage\)/);
    assert.deepEqual(await show(MAIN), before);
  });

  test('that changes nothing says so', async () => {
    const { revision, displayName } = await show(MAIN);
    assert.equal((await run(MAIN, { displayName })).stdout, `Nothing changes of ${MAIN}.\n`);
    assert.equal((await show(MAIN)).revision, revision);
  });

  test('adds a version of an agreement with its date to what `broker show` says, and changes none that is there', async () => {
    const { agreements } = await show(MAIN);
    const next = { ...agreements[0], version: '2026-07', effectiveAt: '2026-07-01T00:00:00+02:00' };
    const end = { id: next.id, version: 'end', effectiveAt: '2036-07-01', withdraws: true };
    await update(MAIN, { agreements: [...agreements, next, end] });
    const shown = (await show(MAIN)).agreements;
    assert.deepEqual(shown, [
      ...agreements,
      { ...next, effectiveAt: '2026-06-30T22:00:00.000Z' },
      { ...end, effectiveAt: '2036-07-01T00:00:00.000Z' },
    ]);
    assert.equal((await run(MAIN, { agreements: shown })).stdout, `Nothing changes of ${MAIN}.\n`);
    for (const [part, message] of [
      [[{ ...agreements[0], url: 'https://elsewhere.example/' }], /not valid \(agreements\.0\.version\)/],
      [[{ ...next, effectiveAt: '2026-07-01T00:00:00' }], /agreements\.0\.effectiveAt must be a date or a time/],
      [[{ ...next, withdraws: true }], /agreements\.0.*\[title, withdraws\]/],
      [[next, next], /agreements\.1 contains a duplicate/],
    ] as const) {
      const { exitCode, stderr } = await run(MAIN, { agreements: part });
      assert.equal(exitCode, 1);
      assert.match(stderr, message);
    }
  });

  test('row 40: seals secrets, shows none, and keeps the one that is left out', async () => {
    const secrets = {
      platform: { managerPassword: 'canary-manager-1' },
      payments: { cashier: { secret: 'canary-cashier-secret-1' } },
    };
    for (const part of [
      secrets,
      { payments: { cashier: { template: TEMPLATE } } },
      { payments: { minDepositMinor: 500 } },
    ]) {
      const { exitCode, stdout, stderr } = await run(WITH_CASHIER, part);
      assert.equal(exitCode, 0, stderr);
      assert.doesNotMatch(stdout + stderr, /canary|sealed/i);
    }
    const { payments } = await show(WITH_CASHIER);
    assert.deepEqual([payments.cashier.template, payments.minDepositMinor], [TEMPLATE, 500]);
    const none = await run(MAIN, { payments: { cashier: { kind: 'redirect', template: TEMPLATE } } });
    assert.match(none.stderr, /payments\.cashier\.secret is required/);
    await update(MAIN, {
      payments: { cashier: { kind: 'redirect', template: TEMPLATE, secret: 'canary-cashier-secret-2' } },
    });
    assert.equal((await show(MAIN)).payments.cashier.kind, 'redirect');
  });

  for (const [name, part, message] of [
    ['an unknown field', { branding: { accentLigth: '#123456' } }, /branding\.accentLigth is not allowed/],
    ['the name', { brokerName: 'x' }, /brokerName cannot be changed/],
    ['the platform’s password', { platformPassword: 'canary-password' }, /rotate-password/],
    [
      'a value of the wrong type',
      { tokens: { oneTimeTokenTtlSeconds: 'canary' } },
      /tokens\.oneTimeTokenTtlSeconds must be/,
    ],
    ['something that is no object', '[]', /must be an object/],
    ['something that is not JSON', '{"canary', /is not JSON/],
  ] as const) {
    test(`given ${name} refuses it by name`, async () => {
      const { exitCode, stdout, stderr } = await run(MAIN, part);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /canary/);
    });
  }

  test('in production mode refuses what a seed file may not hold either', async () => {
    const production = {
      BRIDGE_MODE: 'production',
      PUBLIC_URL: 'https://sso.broker.example',
      ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
      METRICS_TOKEN: 'a-metrics-token-of-length',
      TRUSTED_PROXIES: '10.0.0.0/8',
      SMTP_URL: 'smtps://mail.broker.example',
    };
    const part = { screens: { successUrl: 'http://app.example/done' } };
    const { exitCode, stderr } = await run(MAIN, part, [], production);
    assert.equal(exitCode, 1);
    assert.match(stderr, /screens\.successUrl of tradingtech_main is not an https address/);
  });
});
