import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFreePort } from '../support/server-process.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const POSIX_ONLY = process.platform === 'win32' ? 'there is no SIGTERM here' : false;

test('when npm’s shell is ended, so is the bridge that it started', { skip: POSIX_ONLY }, async (t) => {
  const folder = makeTempFolder();
  t.after(() => folder.remove());
  const port = await findFreePort();
  const cli = join(PROJECT_FOLDER, 'bin/drawbridge.js');
  // What npm runs: a shell that waits for the command. The second command keeps it from stepping aside.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${cli}" serve --no-simulator; exit $?`], {
    env: { PATH: process.env.PATH, DATA_DIR: folder.path, PORT: String(port), npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  shell.stdout.on('data', (chunk) => {
    output += chunk;
  });
  while (!output.includes('Log in as a trader')) await once(shell.stdout, 'data');
  shell.kill('SIGTERM');
  // The pipe ends when the last process that holds it has ended.
  await once(shell.stdout, 'end');
  assert.match(output, /the bridge has stopped/);
});
