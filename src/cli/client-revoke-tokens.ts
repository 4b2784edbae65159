import type { Command } from 'commander';
import { commandLineActor } from './command-line-actor.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerClientRevokeTokens(client: Command): void {
  client
    .command('revoke-tokens')
    .description('End everything that was issued to a client until now; it may get new tokens.')
    .argument('<brokerName>')
    .argument('<clientId>')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, clientId: string, options: { json?: boolean }) => {
      const revokedAt = await withApp(async (app) => {
        await app.start();
        const broker = app.brokers.get(brokerName);
        await app.oidcClients.revokeTokens(broker, clientId, commandLineActor());
        const target = { type: 'oidc-client', id: clientId };
        await noteChange(app, { brokerName, action: 'oidc-client.revoke-tokens', target });
        const { tokensRevokedAtMs } = await app.oidcClients.get(broker, clientId);
        return tokensRevokedAtMs === null ? null : new Date(tokensRevokedAtMs).toISOString();
      });
      const result = { id: clientId, brokerName, tokensRevokedAt: revokedAt };
      print(
        result,
        options,
        `What was issued to ${clientId} is worth nothing. Running bridges follow within a second.`,
      );
    });
}
