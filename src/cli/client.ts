import type { Command } from 'commander';
import { registerClientAdd } from './client-add.ts';
import { registerClientList } from './client-list.ts';
import { registerClientRevokeTokens } from './client-revoke-tokens.ts';
import { registerClientRotateSecret } from './client-rotate-secret.ts';
import { registerClientShow } from './client-show.ts';
import { registerClientSwitch } from './client-switch.ts';
import { registerClientUpdate } from './client-update.ts';

export function registerClient(program: Command): void {
  const client = program.command('client').description('List and change the apps that use OpenID Connect.');
  registerClientList(client);
  registerClientShow(client);
  registerClientAdd(client);
  registerClientUpdate(client);
  registerClientRotateSecret(client);
  registerClientSwitch(client, 'disable', false);
  registerClientSwitch(client, 'enable', true);
  registerClientRevokeTokens(client);
}
