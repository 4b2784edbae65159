/** `npm run check`: what can be proved without running the bridge. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');

const STEPS: readonly { name: string; command: string; arguments: readonly string[] }[] = [
  { name: 'types', command: 'tsc', arguments: ['--noEmit', '-p', '.'] },
  { name: 'lint and format', command: 'biome', arguments: ['check', '.'] },
  { name: 'architecture', command: 'node', arguments: ['--test', 'test/architecture.test.ts'] },
  { name: 'docs in step', command: 'node', arguments: ['scripts/generate-docs.ts', '--check'] },
  { name: 'links of the docs', command: 'node', arguments: ['scripts/check-links.ts'] },
];

let failed = false;
for (const { name, command, arguments: words } of STEPS) {
  const result = spawnSync(command, words, { cwd: PROJECT, encoding: 'utf8' });
  const passed = result.status === 0;
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'}  ${name}\n`);
  if (passed) continue;
  failed = true;
  process.stdout.write(`${result.stdout}${result.stderr}${result.error ? `${result.error.message}\n` : ''}`);
}
process.exitCode = failed ? 1 : 0;
