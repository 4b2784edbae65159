import type { Command } from 'commander';
import { noteStaff } from './note-staff.ts';
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
    const before = await staffByEmail(app, email);
    const after = await app.staff.members.update(app.staff.operator, before.id, { status }, before.revision);
    const states = { before: staffOutput(before), after: staffOutput(after) };
    await noteStaff(app, status === 'active' ? 'staff.enable' : 'staff.disable', before, states);
    return after;
  });
  print(staffOutput(member), options, `${member.email} is ${status === 'active' ? 'enabled' : 'disabled'}.`);
}
