import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'node:test';
import { runProgram } from '../support/run-cli.ts';
import { findFreePort } from '../support/server-process.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const BIN = join(PROJECT_FOLDER, 'bin/drawbridge.js');
const FIRST_GOOD_MAJOR = 24;

/** A Node that is too old to run the sources, if this machine has one. */
function findOldNode(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const programs = folders.map((folder) => join(folder, 'node')).filter((path) => existsSync(path));
  return programs.find((path) => {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' });
    return Number(/^v(\d+)/.exec(version)?.[1]) < FIRST_GOOD_MAJOR;
  });
}

const oldNode = findOldNode();

describe('bin/drawbridge.js', () => {
  test('runs as it is, for it is executable', async () => {
    const { exitCode, stdout } = await runProgram(BIN, ['--version']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test('runs by npx in the project’s folder', async () => {
    const { exitCode, stdout } = await runProgram('npx', ['--no-install', 'drawbridge', '--help'], {
      HOME: makeTempFolder().path,
    });
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: drawbridge /);
  });
});

describe('bin/drawbridge.js on a Node that is too old', { skip: oldNode ? false : 'no Node below 24 here' }, () => {
  const node = oldNode ?? '';

  test('runs on the Node that the package carries', async () => {
    const { stdout } = await runProgram(node, [BIN, 'doctor', '--json'], { DATA_DIR: makeTempFolder().path });
    const items = JSON.parse(stdout).items as { check: string; finding: string }[];
    assert.match(items.find(({ check }) => check === 'node')?.finding ?? '', /^v2[4-9]\./);
  });

  test('passes on the exit code and what was said', async () => {
    const { exitCode, stderr } = await runProgram(node, [BIN, 'broker', 'show', 'nobody'], {
      DATA_DIR: makeTempFolder().path,
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /^No such broker/);
  });

  test('passes on a signal, and waits for the graceful end', async () => {
    const port = String(await findFreePort());
    const child = spawn(node, [BIN, 'serve', '--no-simulator'], {
      env: { PATH: process.env.PATH, DATA_DIR: makeTempFolder().path, PORT: port },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    while (!output.includes('4.1')) await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [exitCode] = await once(child, 'exit');
    assert.equal(exitCode, 0);
    assert.match(output, /"the bridge has stopped"/);
  });
});
