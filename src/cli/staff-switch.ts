import type { Command } from 'commander';
import { print } from './print.ts';
import { staffByEmail, staffOutput } from './staff-output.ts';
import { withApp } from './with-app.ts';

/** `disable` and `enable`. */
export function registerStaffSwitch(staff: Command): void {
  staff
    .command('disable')
    .description('Let a member of staff in no more, and end all their sessions.')
    .argument('<email>')
    .option('--json', 'answer in JSON')
    .action((email: string, options: { json?: boolean }) => switchStaff(email, 'disabled', options));
  staff
    .command('enable')
    .description('Let a member of staff in again.')
    .argument('<email>')
    .option('--json', 'answer in JSON')
    .action((email: string, options: { json?: boolean }) => switchStaff(email, 'active', options));
}

async function switchStaff(email: string, status: 'active' | 'disabled', options: { json?: boolean }): Promise<void> {
  const member = await withApp(async (app) => {
    await app.start();
    const { id, revision } = await staffByEmail(app, email);
    return app.staff.members.update(app.staff.operator, id, { status }, revision);
  });
  print(staffOutput(member), options, `${member.email} is ${status === 'active' ? 'enabled' : 'disabled'}.`);
}
