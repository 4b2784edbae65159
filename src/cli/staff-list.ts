import type { Command } from 'commander';
import { isoTime } from './iso-time.ts';
import { print, table } from './print.ts';
import { allStaff, reachInWords, staffOutput } from './staff-output.ts';
import { withApp } from './with-app.ts';

const HEADINGS = ['EMAIL', 'NAME', 'ROLE', 'REACH', 'STATUS', 'LAST SIGN-IN'];

export function registerStaffList(staff: Command): void {
  staff
    .command('list')
    .description('List the members of staff.')
    .option('--search <text>', 'only those whose email address or name holds it')
    .option('--json', 'answer in JSON')
    .action(async (options: { search?: string; json?: boolean }) => {
      const members = await withApp(async (app) => {
        await app.start();
        return allStaff(app, options.search);
      });
      const rows = members.map(({ email, name, role, reach, status, lastSignInAtMs }) => [
        ...[email, name, role, reachInWords(reach), status],
        lastSignInAtMs === null ? 'never' : isoTime(lastSignInAtMs),
      ]);
      const text = rows.length === 0 ? 'There are no such members of staff.' : table(HEADINGS, rows);
      print({ items: members.map(staffOutput), nextCursor: null }, options, text);
    });
}
