import { type Command, InvalidArgumentError, Option } from 'commander';
import type {
  DeveloperRegistration,
  RegistrationState,
} from '../domain/developer-registrations/developer-registration.ts';
import type { RegistrationPlace } from '../domain/developer-registrations/registration-store.ts';
import { print, table } from './print.ts';
import { registrationOutput } from './registration-output.ts';
import { withApp } from './with-app.ts';

const STATES: readonly RegistrationState[] = ['submitted', 'approved', 'refused'];
const PAGE_SIZE = 100;

interface ListOptions {
  readonly state?: RegistrationState;
  readonly cursor?: RegistrationPlace;
  readonly json?: boolean;
}

export function registerRegistrationList(registration: Command): void {
  registration
    .command('list')
    .description('List the developers who asked a broker for test keys, the newest first.')
    .argument('<brokerName>')
    .addOption(new Option('--state <state>', 'only those that stand there').choices(STATES))
    .option('--cursor <cursor>', 'go on where the list before ended', parseCursor)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, { state, cursor, ...options }: ListOptions) => {
      const found = await withApp(async (app) => {
        await app.start();
        const query = { ...(state ? { state } : {}), ...(cursor ? { after: cursor } : {}), limit: PAGE_SIZE };
        return app.developerRegistrations.list(app.brokers.get(brokerName), query);
      });
      const items = found.map(registrationOutput);
      const last = found.length === PAGE_SIZE ? found.at(-1) : undefined;
      const nextCursor = last ? cursorOf(last) : null;
      const rows = items.map(({ id, company, email, createdAt, ...item }) => [
        id,
        item.state,
        company,
        email,
        createdAt,
      ]);
      const more = nextCursor === null ? '' : `\nMore: --cursor ${nextCursor}`;
      print({ items, nextCursor }, options, table(['ID', 'STATE', 'COMPANY', 'EMAIL', 'SINCE'], rows) + more);
    });
}

function cursorOf({ createdAtMs, id }: DeveloperRegistration): string {
  return `${createdAtMs}.${id}`;
}

function parseCursor(text: string): RegistrationPlace {
  const [, createdAtMs, id] = /^(\d{1,15})\.(.+)$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError('It is not one that `registration list` gave.');
  return { createdAtMs: Number(createdAtMs), id };
}
