import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../support/run-cli.ts';
import { PROJECT_FOLDER, startTestBridge, type TestBridge } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const PROGRAM = `
import { BrokerApiError, createBrokerClient } from 'drawbridge/client';
const [baseUrl, apiKey] = process.argv.slice(2);
const client = createBrokerClient({ baseUrl, apiKey, principal: 'shop-anna', justification: 'app_usage-start' });
const { data } = await client.getLimits();
const fault = await client.listAccounts({ userId: 'nobody' }).catch((error) => error);
console.log(JSON.stringify({ reads: data.rateLimits.reads.requests, code: fault.code, isOurs: fault instanceof BrokerApiError }));
`;

const TYPED_PROGRAM = `
import { type ErrorCode, createBrokerClient } from 'drawbridge/client';
const client = createBrokerClient({ baseUrl: 'x', apiKey: 'y', principal: 'p-1', justification: 'j-1' });
export const requests: Promise<number> = client.getLimits().then(({ data }) => data.rateLimits.reads.requests);
export const code: ErrorCode = 'invalid_api_key';
// @ts-expect-error: a field that is needed
client.listAccounts();
// @ts-expect-error: a value that there is not
client.createInAppLink({ body: { userId: 'u', action: 'dance' } });
`;

describe('the package', () => {
  let folder: ReturnType<typeof makeTempFolder>;
  let bridge: TestBridge;
  before(async () => {
    bridge = await startTestBridge();
    folder = makeTempFolder();
    const packed = await runProgram('npm', ['pack', '--pack-destination', folder.path], { HOME: folder.path });
    assert.equal(packed.exitCode, 0, packed.stderr);
    const home = join(folder.path, 'node_modules/drawbridge');
    mkdirSync(home, { recursive: true });
    const archive = join(folder.path, `drawbridge-${versionOf(PROJECT_FOLDER)}.tgz`);
    const unpacked = await runProgram('tar', ['-xzf', archive, '-C', home, '--strip-components=1']);
    assert.equal(unpacked.exitCode, 0, unpacked.stderr);
    writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}');
  });
  after(async () => {
    folder.remove();
    await bridge.close();
  });

  test('gives plain JavaScript the client, without anything else installed', async () => {
    writeFileSync(join(folder.path, 'program.mjs'), PROGRAM);
    const words = [join(folder.path, 'program.mjs'), bridge.url, 'bk_test_sandbox_tradingtech_main'];
    const { exitCode, stdout, stderr } = await runProgram(process.execPath, words);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { reads: 1200, code: 'user_unknown', isOurs: true });
  });

  test('gives TypeScript its types, which find what is wrong', async () => {
    writeFileSync(join(folder.path, 'program.ts'), TYPED_PROGRAM);
    symlinkSync(join(PROJECT_FOLDER, 'node_modules/@types'), join(folder.path, 'node_modules/@types'));
    const settings = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'node',
    ];
    const compiler = join(PROJECT_FOLDER, 'node_modules/.bin/tsc');
    const words = [...settings, '--skipLibCheck', 'false', join(folder.path, 'program.ts')];
    const { stdout } = await runProgram(compiler, words);
    // Types of Node itself are not ours to check.
    assert.deepEqual(
      stdout.split('\n').filter((line) => /^(?!.*@types).*error/.test(line)),
      [],
    );
  });

  test('is built without the compiler too, as after an installation without development packages', async () => {
    const project = join(folder.path, 'project');
    for (const part of ['scripts/build-client.mjs', 'src/client']) {
      cpSync(join(PROJECT_FOLDER, part), join(project, part), { recursive: true });
    }
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    const build = (environment = {}) =>
      runProgram(process.execPath, [join(project, 'scripts/build-client.mjs')], environment);
    assert.deepEqual(await build(), { exitCode: 0, stdout: '', stderr: '' });
    const { createBrokerClient } = await import(pathToFileURL(join(project, 'dist/client/client.js')).href);
    assert.equal(typeof createBrokerClient, 'function');
    const packing = await build({ npm_command: 'pack' });
    assert.equal(packing.exitCode, 1);
    assert.match(packing.stderr, /needs the types/);
  });

  test('holds what the bridge runs on, and neither tests nor data', () => {
    const { files } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as { files: string[] };
    for (const needed of ['bin', 'config', 'dist', 'docs', 'src', 'views']) assert.ok(files.includes(needed));
    assert.ok(!files.includes('test'));
  });
});

function versionOf(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
