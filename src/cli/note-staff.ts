import type { App } from '../app.ts';
import type { StaffMember } from '../domain/staff/staff-member.ts';
import { type CommandChange, noteChange } from './note-change.ts';

/** Staff is of no one white label, so what is done to a member stands in the bridge's own chain. */
export function noteStaff(
  app: App,
  action: string,
  { id }: StaffMember,
  states: Pick<CommandChange, 'before' | 'after'> = {},
): Promise<void> {
  return noteChange(app, { brokerName: null, action, target: { type: 'staff', id }, ...states });
}
