import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isSignedRequest } from '../../../src/lib/request-signature.ts';
import { missingPrograms } from '../../support/missing-programs.ts';
import { PROJECT_FOLDER, startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const SAMPLES = join(PROJECT_FOLDER, 'docs/samples');
const KEY = 'bk_test_sandbox_tradingtech_main';
const SECRET = 'sandbox-secret-tradingtech_main';

interface Vector {
  readonly about: string;
  readonly secret: string;
  readonly timestamp: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly signature: string;
}

const { vectors } = JSON.parse(readFileSync(join(SAMPLES, 'signature-vectors.json'), 'utf8')) as {
  vectors: readonly Vector[];
};

/** How each is run, and what it takes. */
const PROGRAMS = [
  { file: 'sign-request.sh', command: 'bash', needs: ['bash', 'curl', 'openssl'] },
  { file: 'sign-request.mjs', command: process.execPath, needs: [] },
  { file: 'sign-request.py', command: 'python3', needs: ['python3'] },
  { file: 'sign-request.php', command: 'php', needs: ['php'] },
  { file: 'sign-request.rb', command: 'ruby', needs: ['ruby'] },
];

describe('how requests are signed', { concurrency: 2 }, () => {
  test('the vectors are what the bridge itself takes', () => {
    assert.ok(vectors.length >= 5);
    for (const { secret, timestamp, method, path, body, signature } of vectors) {
      const request = { timestamp, method, path, body: Buffer.from(body) };
      const times = { nowMs: Number(timestamp) * 1000, windowSeconds: 300 };
      assert.ok(isSignedRequest(secret, request, signature, { ...times, form: 'joined' }));
    }
  });

  test('the page leads to them, and the bridge serves them and every program as they lie', async () => {
    const bridge = await startTestBridge();
    try {
      const page = await (await fetch(`${bridge.url}/docs/signing`)).text();
      for (const file of ['signature-vectors.json', ...PROGRAMS.map((program) => program.file)]) {
        assert.ok(page.includes(`href="/docs/samples/${file}"`), file);
        const response = await fetch(`${bridge.url}/docs/samples/${file}`);
        const type = file.endsWith('.json') ? /^application\/json/ : /^text\/plain/;
        assert.match(response.headers.get('content-type') ?? '', type);
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
        assert.equal(await response.text(), readFileSync(join(SAMPLES, file), 'utf8'));
      }
    } finally {
      await bridge.close();
    }
  });

  for (const { file, command, needs } of PROGRAMS) {
    describe(file, { skip: missingPrograms(needs) }, () => {
      let bridge: TestBridge;
      before(async () => {
        bridge = await startTestBridge();
      });
      after(() => bridge.close());

      const run = (words: readonly string[], environment: Readonly<Record<string, string>>) =>
        runProgram(command, [join(SAMPLES, file), ...words], environment);

      test('row 38: signs every vector to the letter', async () => {
        for (const { secret, timestamp, method, path, body, signature } of vectors) {
          const shown = await run([method, path, body], { BRIDGE_API_SECRET: secret, BRIDGE_TIMESTAMP: timestamp });
          assert.deepEqual(shown.trimEnd().split('\n'), [
            `X-Bridge-Timestamp: ${timestamp}`,
            `X-Bridge-Signature: ${signature}`,
          ]);
        }
      });

      test('the bridge takes what it sends, once', async () => {
        const timestamp = String(Math.floor(bridge.clock.nowMs() / 1000));
        const settings = { BRIDGE_URL: bridge.url, BRIDGE_API_KEY: KEY, BRIDGE_API_SECRET: SECRET };
        const send = () => run(['GET', '/broker-api/v1/limits'], { ...settings, BRIDGE_TIMESTAMP: timestamp });
        assert.ok('rateLimits' in JSON.parse(await send()));
        assert.equal(JSON.parse(await send()).error.code, 'invalid_signature');
      });

      test('the bridge takes a body that it sends', async () => {
        const timestamp = String(Math.floor(bridge.clock.nowMs() / 1000));
        const settings = { BRIDGE_URL: bridge.url, BRIDGE_API_KEY: KEY, BRIDGE_API_SECRET: SECRET };
        const words = ['POST', '/broker-api/v1/one-time-tokens', '{"ungewöhnlich": "\\"$HOME `id`"}'];
        const answer = JSON.parse(await run(words, { ...settings, BRIDGE_TIMESTAMP: timestamp }));
        // The signature was good: what is at fault is the field.
        assert.notEqual(answer.error.code, 'invalid_signature');
        assert.equal(answer.error.code.startsWith('parameter_'), true, answer.error.code);
      });
    });
  }
});

function runProgram(command: string, words: readonly string[], environment: Readonly<Record<string, string>>) {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  return new Promise<string>((resolve, reject) => {
    const child = spawn(command, words, { env: { PATH, LANG, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let faults = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      faults += data.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => (status === 0 ? resolve(output) : reject(new Error(`${status}: ${faults}`))));
  });
}
