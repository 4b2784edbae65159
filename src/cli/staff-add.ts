import { text as readText } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import type { App } from '../app.ts';
import type { NewStaffMember } from '../domain/staff/staff-administration.ts';
import type { StaffMember } from '../domain/staff/staff-member.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { STAFF_ROLE_NAMES, type StaffRole } from '../lib/staff-permissions.ts';
import { noteStaff } from './note-staff.ts';
import { print } from './print.ts';
import { staffLink } from './staff-link.ts';
import { staffOutput } from './staff-output.ts';
import { withApp } from './with-app.ts';

interface AddOptions {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly crm?: readonly string[];
  readonly broker?: readonly string[];
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
}

export function registerStaffAdd(staff: Command): void {
  staff
    .command('add')
    .description('Add a member of staff. The link to choose a password is shown once.')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .addOption(new Option('--role <role>', 'what they may do').choices(STAFF_ROLE_NAMES).makeOptionMandatory())
    .option('--crm <names...>', 'only all white labels of these CRMs')
    .option('--broker <names...>', 'only these white labels')
    .option('--password-stdin', 'read the password from standard input, and make no link')
    .option('--json', 'answer in JSON')
    .action(async (options: AddOptions) => {
      const password = options.passwordStdin ? (await readText(process.stdin)).replace(/\r?\n$/, '') : undefined;
      const { member, url } = await withApp(async (app, settings) => {
        await app.start();
        if (password !== undefined) {
          const added = await addWithPassword(app, options, password);
          await noteStaff(app, 'staff.add', added, { after: staffOutput(added) });
          return { member: added, url: null };
        }
        const invited = await app.staff.invitations.invite(app.staff.operator, formOf(options));
        await noteStaff(app, 'staff.invite', invited.member, { after: staffOutput(invited.member) });
        return { member: invited.member, url: staffLink(settings, 'invitation', invited.token) };
      });
      const lines = [`Added ${member.email} as ${member.role}.`];
      if (url !== null) lines.push(`The password is chosen, once and within three days, at:\n  ${url}`);
      print({ ...staffOutput(member), ...(url === null ? {} : { invitationUrl: url }) }, options, lines.join('\n'));
    });
}

/** Without a CRM and a white label everything is in reach. */
function formOf({ email, name, role, crm = [], broker = [] }: AddOptions): NewStaffMember {
  if (crm.length + broker.length === 0) return { email, name, role, reach: { kind: 'everything' } };
  return { email, name, role, reach: { kind: 'some', crms: crm, brokers: broker } };
}

async function addWithPassword({ staff }: App, options: AddOptions, password: string): Promise<StaffMember> {
  const member = await staff.members.import({ ...formOf(options), password });
  if (!member) throw new BridgeError('staff_exists', { field: 'email' });
  return member;
}
