import type { Command } from 'commander';
import { registerApiKeyAdd } from './api-key-add.ts';
import { registerApiKeyList } from './api-key-list.ts';
import { registerApiKeyRevoke } from './api-key-revoke.ts';
import { registerApiKeyRotate } from './api-key-rotate.ts';
import { registerApiKeyShow } from './api-key-show.ts';
import { registerApiKeyUpdate } from './api-key-update.ts';

export function registerApiKey(program: Command): void {
  const apiKey = program.command('api-key').description('List and change the keys of brokers’ own systems.');
  registerApiKeyList(apiKey);
  registerApiKeyShow(apiKey);
  registerApiKeyAdd(apiKey);
  registerApiKeyUpdate(apiKey);
  registerApiKeyRotate(apiKey);
  registerApiKeyRevoke(apiKey);
}
