import { type Command, InvalidArgumentError } from 'commander';
import { loadRibbonsFile, type RibbonsFile } from '../config/load-ribbons-file.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

interface Options {
  readonly json?: boolean;
}

/** `ribbons set` and `ribbons clear`: the banners that the platform shows to a trader (call 3.9). */
export function registerRibbons(program: Command): void {
  const ribbons = program.command('ribbons').description('Set the banners that the platform shows to a trader.');
  ribbons
    .command('set')
    .description('Have the platform show the ribbons of a file to a trader, and no others.')
    .argument('<brokerName>')
    .argument('<platformUserId>', 'the platform’s userId of the trader', parseUserId)
    .argument('<file>', 'a file like config/ribbons.example.json')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, platformUserId: number, path: string, options: Options) => {
      const shown = await setRibbons(brokerName, platformUserId, path);
      const text = `User ${platformUserId} of ${brokerName} has ${shown.length} ribbons now.`;
      print({ id: String(platformUserId), brokerName, ribbons: shown }, options, text);
    });
  ribbons
    .command('clear')
    .description('Have the platform take all ribbons of a trader away.')
    .argument('<brokerName>')
    .argument('<platformUserId>', 'the platform’s userId of the trader', parseUserId)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, platformUserId: number, options: Options) => {
      const shown = await setRibbons(brokerName, platformUserId, null);
      const text = `User ${platformUserId} of ${brokerName} has no ribbons now.`;
      print({ id: String(platformUserId), brokerName, ribbons: shown }, options, text);
    });
}

/** @param path - `null` takes all away. */
function setRibbons(brokerName: string, platformUserId: number, path: string | null): Promise<RibbonsFile['ribbons']> {
  return withApp(async (app, settings) => {
    const { ribbons } = path === null ? { ribbons: [] } : await loadRibbonsFile(path, settings);
    await app.start();
    await app.users.setRibbons(app.brokers.get(brokerName), platformUserId, ribbons);
    const target = { type: 'platform-user', id: String(platformUserId) };
    const action = path === null ? 'ribbons.clear' : 'ribbons.set';
    await noteChange(app, { brokerName, action, target, after: { ribbons } });
    return ribbons;
  });
}

function parseUserId(text: string): number {
  if (/^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new InvalidArgumentError('Give the platform’s userId, a whole number.');
}
