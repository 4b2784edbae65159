import type { Command } from 'commander';
import { noteStaff } from './note-staff.ts';
import { print } from './print.ts';
import { staffByEmail } from './staff-output.ts';
import { withApp } from './with-app.ts';

export function registerStaffEndSessions(staff: Command): void {
  staff
    .command('end-sessions')
    .description('End all sessions of a member of staff.')
    .argument('<email>')
    .option('--json', 'answer in JSON')
    .action(async (email: string, options: { json?: boolean }) => {
      const ended = await withApp(async (app) => {
        await app.start();
        const member = await staffByEmail(app, email);
        const count = await app.staff.members.endSessions(app.staff.operator, member.id);
        await noteStaff(app, 'staff.end-sessions', member, { after: { ended: count } });
        return count;
      });
      print({ email, ended }, options, `Ended ${ended} sessions of ${email}.`);
    });
}
