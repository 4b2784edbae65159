import { type Command, InvalidArgumentError } from 'commander';
import type { App } from '../app.ts';
import type { SigningKey } from '../domain/signing-keys/signing-key.ts';
import { commandLineActor } from './command-line-actor.ts';
import { leaveUnnoted, noteChange } from './note-change.ts';
import { print } from './print.ts';
import { signingKeyOutput } from './signing-key-output.ts';
import { withApp } from './with-app.ts';

const MAX_LEAD_SECONDS = 7 * 86_400;

interface RotateOptions {
  readonly all?: boolean;
  readonly lead?: number;
  readonly json?: boolean;
}

export function registerKeysRotate(keys: Command): void {
  keys
    .command('rotate')
    .description('Let new signing keys follow; what the old ones signed goes on working. Repeated, it makes no more.')
    .argument('[brokerName]')
    .option('--all', 'of every broker')
    .option('--lead <seconds>', 'for how long they are published before they sign (900 when left out)', parseLead)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string | undefined, options: RotateOptions, command: Command) => {
      if ((brokerName === undefined) !== (options.all === true)) command.error('error: name one broker, or give --all');
      const made = await withApp(async (app) => {
        await app.start();
        const brokers = brokerName === undefined ? app.brokers.list() : [app.brokers.get(brokerName)];
        const added: SigningKey[] = [];
        leaveUnnoted();
        for (const broker of brokers) {
          const keysOfBroker = await app.signingKeys.rotate(broker, options.lead, commandLineActor());
          for (const key of keysOfBroker) await noteRotated(app, key);
          added.push(...keysOfBroker);
        }
        return added;
      });
      const items = made.map(signingKeyOutput);
      const lines = items.map((key) => `${key.brokerName}: ${key.id} (${key.algorithm}) signs from ${key.signsFrom}`);
      const text = items.length > 0 ? lines.join('\n') : NOTHING_MADE;
      print({ items }, options, text);
      if (items.length > 0 && (options.lead ?? SAFE_LEAD_SECONDS) < SAFE_LEAD_SECONDS) process.stderr.write(TOO_SOON);
    });
}

function noteRotated(app: App, key: SigningKey): Promise<void> {
  const target = { type: 'signing-key', id: key.id };
  const after = signingKeyOutput(key);
  return noteChange(app, { brokerName: key.brokerName, action: 'signing-key.rotate', target, after });
}

/** Common libraries fetch keys anew no sooner than 30 seconds after the last time. */
const SAFE_LEAD_SECONDS = 60;

const TOO_SOON =
  'Apps that fetched the keys a short while ago refuse what the new key signs until they fetch again, often for 30 seconds.\n';

const NOTHING_MADE =
  'No key was made: new ones wait to sign already, or none was ever needed. `drawbridge keys list <brokerName>` tells.';

function parseLead(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,6}$/.test(text) && seconds <= MAX_LEAD_SECONDS) return seconds;
  throw new InvalidArgumentError(`Give a whole number of seconds from 0 to ${MAX_LEAD_SECONDS}.`);
}
