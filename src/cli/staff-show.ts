import type { Command } from 'commander';
import { isoTime } from './iso-time.ts';
import { print } from './print.ts';
import { staffByEmail, staffOutput } from './staff-output.ts';
import { withApp } from './with-app.ts';

export function registerStaffShow(staff: Command): void {
  staff
    .command('show')
    .description('Show one member of staff, with second factors and sessions.')
    .argument('<email>')
    .option('--json', 'answer in JSON')
    .action(async (email: string, options: { json?: boolean }) => {
      const shown = await withApp(async (app) => {
        await app.start();
        const member = await staffByEmail(app, email);
        const factors = await app.staff.own.factorsOf(member.id);
        const sessions = await app.staff.sessions.list(member.id);
        return {
          ...staffOutput(member),
          factors,
          sessions: sessions.map(({ id, how, address, userAgent, createdAtMs, lastSeenAtMs }) => ({
            ...{ id, how, address, userAgent },
            createdAt: isoTime(createdAtMs),
            lastSeenAt: isoTime(lastSeenAtMs),
          })),
        };
      });
      print(shown, options, JSON.stringify(shown, null, 2));
    });
}
