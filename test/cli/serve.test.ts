import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { toAnswer } from '../support/platform-caller.ts';
import { runCli } from '../support/run-cli.ts';
import { EXAMPLE_SEED, writeSeedFile } from '../support/seed-file.ts';
import { findFreePort } from '../support/server-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { startServe } from './serve-process.ts';

const PRODUCTION = {
  BRIDGE_MODE: 'production',
  PUBLIC_URL: 'https://sso.broker.example',
  ENCRYPTION_KEYS: `main:${randomBytes(32).toString('base64')}`,
  METRICS_TOKEN: 'a-metrics-token-of-length',
  TRUSTED_PROXIES: '10.0.0.0/8',
  SMTP_URL: 'smtps://mail.broker.example',
};

async function newEnvironment(more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const [port, simulatorPort, smtpPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  return {
    DATA_DIR: makeTempFolder().path,
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    SIMULATOR_SMTP_PORT: String(smtpPort),
    ...more,
  };
}

async function answers(port: string | undefined): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

describe('serve', { concurrency: 2 }, () => {
  test('runs bridge and simulator, prints the panel below the log, and ends both on SIGTERM', async () => {
    const environment = await newEnvironment({ REDIS_URI: 'x' });
    const { PORT, SIMULATOR_PORT } = environment;
    const serve = startServe([], environment);
    await serve.waitFor('"password":');
    assert.deepEqual(await Promise.all([answers(PORT), answers(SIMULATOR_PORT)]), [true, true]);

    const lines = serve.output().trimEnd().split('\n');
    const panel = lines.slice(lines.findIndex((line) => line.includes('Drawbridge')));
    const logged = lines.slice(0, lines.length - panel.length).filter((line) => line !== '');
    assert(
      panel.every((line) => !line.startsWith('{')),
      panel.join('\n'),
    );
    const messages = logged.map((line) => JSON.parse(line).msg);
    assert(messages.includes('the bridge is up'));
    assert(messages.includes('REDIS_URI is not a setting; did you mean REDIS_URL?'));

    const text = panel.join('\n');
    assert.match(text, new RegExp(`http://127\\.0\\.0\\.1:${PORT}/auth/login\\?brokerName=tradingtech_main&`));
    assert.match(text, /trader@example\.com \/ Sandbox-Trader-1/);
    assert.match(
      text,
      new RegExp(`http://127\\.0\\.0\\.1:${PORT}/admin\n +with admin@example\\.com / Sandbox-Admin-1\n`),
    );
    assert.doesNotMatch(text, /first-owner/);
    assert.match(text, new RegExp(`http://127\\.0\\.0\\.1:${SIMULATOR_PORT}/mailbox`));
    const [, url = '', body = ''] = /curl -s (\S+) \\\s+-d '([^']+)'/.exec(text) ?? [];
    const bought = await toAnswer(await fetch(url, { method: 'POST', body }));
    assert.equal(bought.status, 200, bought.text);
    assert.equal(typeof bought.body.crmApiToken, 'string');

    assert.equal(await serve.end('SIGTERM'), 0);
    assert.deepEqual(await Promise.all([answers(PORT), answers(SIMULATOR_PORT)]), [false, false]);
  });

  test('that is killed takes its simulator along', async () => {
    const environment = await newEnvironment();
    const serve = startServe([], environment);
    await serve.waitFor('"password":');
    assert.equal(await serve.end('SIGKILL'), null);
    while (await answers(environment.SIMULATOR_PORT)) await delay(20);
  });

  for (const command of ['serve', 'simulate']) {
    test(`${command} --json writes one line with the addresses once it is up, and logs to standard error`, async () => {
      const environment = await newEnvironment();
      const serve = startServe(['--json'], environment, command);
      await serve.waitFor('"mailboxUrl"');
      const { publicUrl, simulatorUrl, mailboxUrl, smtpUrl } = JSON.parse(serve.stdout());
      assert.equal(simulatorUrl, `http://127.0.0.1:${environment.SIMULATOR_PORT}`);
      assert.equal(mailboxUrl, `${simulatorUrl}/mailbox`);
      if (command === 'serve') assert.equal(publicUrl, `http://127.0.0.1:${environment.PORT}`);
      else assert.equal(smtpUrl, `smtp://127.0.0.1:${environment.SIMULATOR_SMTP_PORT}`);
      assert.equal(await answers(environment.SIMULATOR_PORT), true);
      assert.equal(await serve.end('SIGTERM'), 0);
      assert.equal(serve.stdout().trimEnd().split('\n').length, 1);
      assert.match(serve.output(), /simulator listens/);
    });
  }

  test('with LOG_FORMAT=text writes its log for people', async () => {
    const environment = await newEnvironment({ LOG_FORMAT: 'text' });
    const serve = startServe(['--no-simulator'], environment);
    await serve.waitFor('"password":');
    assert.match(serve.output(), /^\d\d:\d\d:\d\d info {2}the bridge is up {3}mode=sandbox /m);
    assert.doesNotMatch(serve.output(), /^\{/m);
    assert.equal(await answers(environment.SIMULATOR_PORT), false);
    assert.equal(await serve.end('SIGINT'), 0);
  });

  for (const [variable, parameters] of [
    ['PORT', ['--no-simulator']],
    ['SIMULATOR_PORT', []],
    ['SIMULATOR_SMTP_PORT', []],
  ] as const) {
    test(`with a ${variable} that is in use says so, and leaves nothing running`, async () => {
      const blocker = createServer().listen(0, '127.0.0.1');
      await once(blocker, 'listening');
      const address = blocker.address();
      assert(typeof address === 'object' && address !== null);
      const environment = await newEnvironment({ [variable]: String(address.port) });
      const { exitCode, stdout, stderr } = await runCli(['serve', ...parameters], environment);
      blocker.close();
      assert.equal(exitCode, 1);
      assert.match(stderr, new RegExp(`Port ${address.port} is in use\\. Set ${variable} to another`));
      assert.doesNotMatch(stdout + stderr, / {4}at /);
    });
  }

  test('with a host that is not this machine says so', async () => {
    const { exitCode, stderr } = await runCli(
      ['serve', '--no-simulator'],
      await newEnvironment({ HOST: '203.0.113.1' }),
    );
    assert.equal(exitCode, 1);
    assert.match(stderr, /203\.0\.113\.1 is no address of this machine\. Set HOST/);
  });

  test('with records that cannot be reached says so once, without the password, and ends on SIGTERM', async () => {
    const url = `postgres://someone:canary-password@127.0.0.1:${await findFreePort()}/nothing`;
    const environment = await newEnvironment({ DATABASE_URL: url });
    const serve = startServe(['--no-simulator'], environment);
    await serve.waitFor('a store cannot be reached');
    await delay(1500);
    assert.equal(await answers(environment.PORT), true);
    assert.equal(await serve.end('SIGTERM'), 0);
    assert.equal(serve.output().split('a store cannot be reached').length, 2);
    assert.match(serve.output(), /"reason":"postgres: .*ECONNREFUSED/);
    assert.doesNotMatch(serve.output(), /canary| {4}at |Log in as/);
  });

  test('with bad settings and a bad file names all faults and starts nothing', async () => {
    const environment = await newEnvironment({ PORT: 'x', LOG_LEVEL: 'y', BROKERS_FILE: '/nowhere.json' });
    const { exitCode, stdout, stderr } = await runCli(['serve'], environment);
    assert.equal(exitCode, 1);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^The settings are not usable:\n {2}- PORT .*\n {2}- LOG_LEVEL .*\n {2}- \/nowhere\.json cannot/,
    );
  });
});

describe('serve in production mode', { concurrency: 2 }, () => {
  test('starts on an empty store, without panel and simulator, asks for the metrics token, and offers ownership', async () => {
    const environment = await newEnvironment(PRODUCTION);
    const serve = startServe([], environment);
    await serve.waitFor('/admin/first-owner?token=');
    const link = /^ {2}https:\/\/sso\.broker\.example\/admin\/first-owner\?token=(dbl_[\w-]{43})$/m;
    const [, token = 'none'] = link.exec(serve.output()) ?? [];
    assert.equal(serve.output().split(token).length, 2, 'once, and so not in the log');
    const metrics = `http://127.0.0.1:${environment.PORT}/metrics`;
    assert.equal((await fetch(metrics)).status, 401);
    const headers = { Authorization: `Bearer ${PRODUCTION.METRICS_TOKEN}` };
    assert.equal((await fetch(metrics, { headers })).status, 200);
    assert.equal(await answers(environment.SIMULATOR_PORT), false);
    assert.equal(await serve.end('SIGTERM'), 0);
    assert.doesNotMatch(serve.output(), /Log in as/);
  });

  test('refuses to start without secrets of its own', async () => {
    const environment = await newEnvironment({ BRIDGE_MODE: 'production', BROKERS_FILE: EXAMPLE_SEED });
    const { exitCode, stderr } = await runCli(['serve'], environment);
    assert.equal(exitCode, 1);
    for (const fault of [
      /- PUBLIC_URL /,
      /- ENCRYPTION_KEYS /,
      /- TRUSTED_PROXIES /,
      /- METRICS_TOKEN /,
      /sandbox examples/,
    ]) {
      assert.match(stderr, fault);
    }
  });

  test('refuses a store that the sandbox filled', async () => {
    const environment = await newEnvironment();
    await runCli(['seed', EXAMPLE_SEED], environment);
    const { exitCode, stderr } = await runCli(['serve'], { ...environment, ...PRODUCTION });
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /The records hold tradingtech_main of the sandbox\. Give production mode a store of its own\./,
    );
    assert.match(stderr, /financialhouse_main/);
  });

  test('refuses it still after the platform passwords were rotated and the brokers disabled', async () => {
    const environment = await newEnvironment();
    await runCli(['seed', EXAMPLE_SEED], environment);
    for (const brokerName of ['tradingtech_main', 'tradingtech_wl_europe', 'financialhouse_main']) {
      for (const change of [
        ['rotate-password', brokerName, '--overlap-hours', '0'],
        ['disable', brokerName],
      ]) {
        assert.equal((await runCli(['broker', ...change], environment)).exitCode, 0);
      }
    }
    const { exitCode, stderr } = await runCli(['serve'], { ...environment, ...PRODUCTION });
    assert.equal(exitCode, 1);
    assert.equal(stderr.match(/ of the sandbox\. Give production mode a store of its own\./g)?.length, 4);
    assert.match(stderr, /The records hold admin@example\.com of the sandbox\./);
  });

  for (const [name, emptied] of [
    ['a client alone still has the secret of the examples', 'apiKeys'],
    ['an API key alone is one of the examples', 'clients'],
  ] as const) {
    test(`refuses a store in which ${name}`, async () => {
      const environment = await newEnvironment();
      const path = writeSeedFile(makeTempFolder().path, (seed) => {
        seed.staff = [];
        for (const broker of seed.brokers) {
          broker.platformPassword = `own-password-of-${broker.brokerName}`;
          broker.traders = [];
          broker[emptied] = [];
        }
      });
      assert.equal((await runCli(['seed', path], environment)).exitCode, 0);
      const { exitCode, stderr } = await runCli(['serve'], { ...environment, ...PRODUCTION });
      assert.equal(exitCode, 1);
      assert.equal(stderr.match(/ of the sandbox\. Give production mode a store of its own\./g)?.length, 3);
    });
  }

  test('lets no simulator play a platform', async () => {
    for (const settings of [PRODUCTION, { BRIDGE_MODE: 'production' }]) {
      const environment = await newEnvironment({ ...settings, BROKERS_FILE: EXAMPLE_SEED });
      const { exitCode, stderr } = await runCli(['simulate'], environment);
      assert.equal(exitCode, 1);
      assert.match(stderr, /- The simulator is for sandbox mode only\. Leave BRIDGE_MODE out\.\n$/);
    }
  });
});
