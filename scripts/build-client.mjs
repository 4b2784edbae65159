/**
 * Run by npm after an installation and before packing: writes `dist/client`, for Node takes no TypeScript from a package.
 * Plain JavaScript, because any Node ≥ 20 may run it. Without the compiler, as after `--omit=dev`, there are no types.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as modules from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(PROJECT, 'src/client');
const TARGET = join(PROJECT, 'dist/client');
/** Another package may bring the compiler without what it needs here. */
const COMPILER = join(PROJECT, 'node_modules/.bin/tsc');
const NODE_TYPES = join(PROJECT, 'node_modules/@types/node');

rmSync(TARGET, { recursive: true, force: true });
const isPacking = ['pack', 'publish'].includes(process.env.npm_command ?? '');
if (!compile() && !strip()) {
  process.stderr.write('drawbridge/client was not built: that takes typescript, or Node 22.13 or later\n');
}
if (isPacking && !existsSync(join(TARGET, 'client.d.ts'))) {
  process.stderr.write('A package needs the types of its client: install the development packages first\n');
  process.exitCode = 1;
}

function compile() {
  if (!existsSync(COMPILER) || !existsSync(NODE_TYPES)) return false;
  const { status, stdout } = spawnSync(COMPILER, ['-p', 'tsconfig.client.json'], { cwd: PROJECT, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(stdout ?? '');
  // The compiler leaves the ends of names in declarations as they are.
  for (const file of readdirSync(TARGET).filter((name) => name.endsWith('.d.ts'))) {
    writeFileSync(join(TARGET, file), relinked(readFileSync(join(TARGET, file), 'utf8')));
  }
  return status === 0;
}

function strip() {
  if (modules.stripTypeScriptTypes === undefined) return false;
  // It warns that it is new.
  process.removeAllListeners('warning');
  mkdirSync(TARGET, { recursive: true });
  for (const file of readdirSync(SOURCE)) {
    const script = modules.stripTypeScriptTypes(readFileSync(join(SOURCE, file), 'utf8'));
    writeFileSync(join(TARGET, file.replace(/\.ts$/, '.js')), relinked(script));
  }
  return true;
}

function relinked(source) {
  return source.replace(/(from '\.\/[^']+)\.ts'/g, "$1.js'");
}
