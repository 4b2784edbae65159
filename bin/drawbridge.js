#!/usr/bin/env node
// Runs the command line on the Node that the package carries, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);
const cli = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'cli', 'cli.ts');

if (major >= NEEDED_MAJOR) {
  await import(pathToFileURL(cli).href);
} else {
  const node = findCarriedNode();
  if (!node) {
    process.stderr.write(`drawbridge needs Node ${NEEDED_MAJOR} or later; this is Node ${process.versions.node}.\n`);
    process.exit(1);
  }
  const child = spawn(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** The `node` program in one of the optional dependencies, of which npm installs the one for this machine. */
function findCarriedNode() {
  const require = createRequire(import.meta.url);
  const { optionalDependencies } = require('../package.json');
  for (const name of Object.keys(optionalDependencies)) {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      return join(dirname(manifest), require(manifest).bin.node);
    } catch {
      // Not for this machine.
    }
  }
  return undefined;
}
