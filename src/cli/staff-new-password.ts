import type { Command } from 'commander';
import { noteStaff } from './note-staff.ts';
import { print } from './print.ts';
import { staffLink } from './staff-link.ts';
import { staffByEmail } from './staff-output.ts';
import { withApp } from './with-app.ts';

interface NewPasswordOptions {
  readonly resetFactors?: boolean;
  readonly json?: boolean;
}

export function registerStaffNewPassword(staff: Command): void {
  staff
    .command('new-password')
    .description('Make a link for another password; for who was only invited, a new invitation. It is shown once.')
    .argument('<email>')
    .option('--reset-factors', 'using it removes the second factors too')
    .option('--json', 'answer in JSON')
    .action(async (email: string, options: NewPasswordOptions) => {
      const { resetFactors = false } = options;
      const url = await withApp(async (app, settings) => {
        await app.start();
        const member = await staffByEmail(app, email);
        const { id, status } = member;
        const { operator, invitations, members } = app.staff;
        if (status === 'invited') {
          const renewed = await invitations.renew(operator, id);
          await noteStaff(app, 'staff.renew-invitation', member);
          return staffLink(settings, 'invitation', renewed.token);
        }
        const { token } = await members.newPasswordLink(operator, id, { resetFactors });
        await noteStaff(app, 'staff.new-password', member, { after: { resetFactors } });
        return staffLink(settings, 'new-password', token);
      });
      print({ email, url }, options, `${email} chooses a password, once, at:\n  ${url}`);
    });
}
