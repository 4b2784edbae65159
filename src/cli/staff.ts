import type { Command } from 'commander';
import { registerStaffAdd } from './staff-add.ts';
import { registerStaffEndSessions } from './staff-end-sessions.ts';
import { registerStaffList } from './staff-list.ts';
import { registerStaffNewPassword } from './staff-new-password.ts';
import { registerStaffShow } from './staff-show.ts';
import { registerStaffSwitch } from './staff-switch.ts';

export function registerStaff(program: Command): void {
  const staff = program.command('staff').description('Look after who administers the bridge.');
  registerStaffList(staff);
  registerStaffShow(staff);
  registerStaffAdd(staff);
  registerStaffSwitch(staff);
  registerStaffNewPassword(staff);
  registerStaffEndSessions(staff);
}
