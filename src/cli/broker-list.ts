import type { Command } from 'commander';
import { print, table } from './print.ts';
import { withApp } from './with-app.ts';

export function registerBrokerList(broker: Command): void {
  broker
    .command('list')
    .description('List all brokers.')
    .option('--json', 'answer in JSON')
    .action(async (options: { json?: boolean }) => {
      const items = await withApp(async (app) => {
        await app.start();
        return app.brokers.list().map(({ brokerName, brokerCrmName, displayName, whiteLabelOf, enabled }) => ({
          id: brokerName,
          brokerName,
          brokerCrmName,
          displayName,
          whiteLabelOf,
          enabled,
        }));
      });
      const rows = items.map((item) => [
        item.brokerName,
        item.brokerCrmName,
        item.displayName,
        item.whiteLabelOf ?? '',
        item.enabled ? 'enabled' : 'disabled',
      ]);
      const text = table(['BROKER', 'CRM', 'NAME', 'WHITE LABEL OF', 'STATE'], rows);
      print({ items, nextCursor: null }, options, text);
    });
}
