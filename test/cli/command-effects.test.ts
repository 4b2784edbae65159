import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Command } from 'commander';
import { COMMAND_EFFECTS, pathOf } from '../../src/cli/command-effects.ts';
import { createProgram } from '../../src/cli/create-program.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

/** Those that run something, in the order of their names. */
function leavesOf(command: Command): string[] {
  return command.commands.length === 0 ? [pathOf(command)] : command.commands.flatMap(leavesOf).sort();
}

describe('the commands', () => {
  test('each is declared to read, to change or to stand apart, and none is declared that is not there', () => {
    assert.deepEqual(leavesOf(createProgram('1.0.0')), Object.keys(COMMAND_EFFECTS).sort());
  });

  test('each file that tells the domain who gave the command tells the change log what it did', () => {
    const folder = join(PROJECT_FOLDER, 'src/cli');
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const acting = texts.filter((text) => text.includes("from './command-line-actor.ts'"));
    assert.ok(acting.length > 5);
    for (const text of acting) assert.match(text, /\b(?:noteChange|leaveUnnoted)\(/);
  });
});
