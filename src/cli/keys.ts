import type { Command } from 'commander';
import { registerKeysList } from './keys-list.ts';
import { registerKeysReseal } from './keys-reseal.ts';
import { registerKeysRevoke } from './keys-revoke.ts';
import { registerKeysRotate } from './keys-rotate.ts';

export function registerKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('Replace the keys with which issuers sign, and the operator’s encryption keys.');
  registerKeysList(keys);
  registerKeysRotate(keys);
  registerKeysRevoke(keys);
  registerKeysReseal(keys);
}
