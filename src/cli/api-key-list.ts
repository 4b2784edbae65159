import type { Command } from 'commander';
import type { ApiKey } from '../domain/api-keys/api-key.ts';
import { addHome, type HomeOptions, homeOf } from './api-key-home.ts';
import { isoTime } from './iso-time.ts';
import { print, table } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';
import { withApp } from './with-app.ts';

export function registerApiKeyList(apiKey: Command): void {
  addHome(apiKey.command('list').description('List the keys of a broker, or of a CRM.')).action(
    async (home: string, options: HomeOptions) => {
      const keys = await withApp(async (app) => {
        await app.start();
        return app.apiKeys.list(homeOf(app, home, options));
      });
      const rows = keys.map((key) => [
        ...[key.id, key.name, key.kind, key.environment, stateOf(key)],
        ...[timeOr(key.expiresAtMs, 'without end'), timeOr(key.lastUsedAtMs, 'never')],
      ]);
      const headings = ['KEY', 'NAME', 'KIND', 'ENVIRONMENT', 'STATE', 'ENDS', 'LAST USED'];
      const text = rows.length === 0 ? `${home} has no API keys.` : table(headings, rows);
      print({ items: keys.map(shownApiKey), nextCursor: null }, options, text);
    },
  );
}

function stateOf({ revokedAtMs, expiresAtMs }: ApiKey): string {
  if (revokedAtMs !== null) return 'revoked';
  return expiresAtMs !== null && expiresAtMs <= Date.now() ? 'expired' : 'works';
}

function timeOr(timeMs: number | null, otherwise: string): string {
  return timeMs === null ? otherwise : isoTime(timeMs);
}
