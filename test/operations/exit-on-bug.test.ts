import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runProgram } from '../support/run-cli.ts';

const SECRET = 'ot_canarycanarycanarycanarycanarycanarycanary1';

/** A process that logs, and then meets a bug that nobody catches. */
function programWith(bug: string): string {
  return `
    import { createLogger } from './src/lib/logger.ts';
    import { exitOnBug } from './src/main.ts';
    const log = createLogger('info');
    exitOnBug(log);
    log.info('before the bug');
    setTimeout(() => {}, 60_000);
    ${bug}
  `;
}

describe('a bug that nobody catches', { concurrency: true }, () => {
  for (const [name, bug] of [
    ['thrown', `setImmediate(() => { throw new Error('token ${SECRET}'); });`],
    ['rejected', `Promise.reject(new Error('token ${SECRET}'));`],
  ] as const) {
    test(`${name}, ends the process with 1, and stands in the log, redacted`, async () => {
      const parameters = ['--input-type=module', '--eval', programWith(bug)];
      const { exitCode, stdout, stderr } = await runProgram(process.execPath, parameters);
      assert.equal(exitCode, 1);
      assert.equal(stderr, '');
      const lines = stdout.trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).msg),
        ['before the bug', 'bug; the process ends'],
      );
      assert.match(stdout, /"level":"fatal".*\[redacted\].* at /);
      assert(!stdout.includes(SECRET));
    });
  }
});
