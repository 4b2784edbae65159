import type { Command } from 'commander';
import { loadSeedFile } from '../config/load-seed-file.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { commandLineActor } from './command-line-actor.ts';
import { leaveUnnoted } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

export function registerBrokerAdd(broker: Command): void {
  broker
    .command('add')
    .description('Add the brokers of a file; a name or host that is taken is refused, and then nothing is added.')
    .argument('<file>', 'a file like config/brokers.example.json')
    .option('--json', 'answer in JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const added = await withApp(async (app, settings) => {
        const file = await loadSeedFile(path, settings);
        await app.start();
        refuseTaken(file.brokers, app.brokers.list());
        // Seeding notes what it adds.
        leaveUnnoted();
        return app.seed(file, commandLineActor());
      });
      const text = added.brokers.length === 0 ? 'The file has no brokers.' : `Added: ${added.brokers.join(', ')}`;
      print(added, options, text);
    });
}

interface Named {
  readonly brokerName: string;
  readonly hosts: readonly string[];
}

/** Looks at all of them before any is added. */
function refuseTaken(wanted: readonly Named[], existing: readonly Named[]): void {
  const names = new Set(existing.map(({ brokerName }) => brokerName));
  const hosts = new Set(existing.flatMap((broker) => broker.hosts));
  for (const broker of wanted) {
    if (names.has(broker.brokerName)) throw new BridgeError('broker_exists', { field: broker.brokerName });
    const host = broker.hosts.find((one) => hosts.has(one));
    if (host) throw new BridgeError('broker_exists', { field: `${broker.brokerName}: ${host}` });
    names.add(broker.brokerName);
    for (const one of broker.hosts) hosts.add(one);
  }
}
