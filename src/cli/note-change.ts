import type { App } from '../app.ts';
import type { AuditChange } from '../domain/audit/audit-entry.ts';
import { commandLineActor } from './command-line-actor.ts';

/** What a command did. */
export interface CommandChange {
  /** The white label; `null` where it is about the bridge as a whole. */
  readonly brokerName: string | null;
  /** `noun.verb`, such as `white-label.update`. */
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string };
  /** Left out of what was made, as `after` is of what was removed. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** In place of both, where the command knows the changes; without secrets. */
  readonly changes?: readonly AuditChange[];
  /** Secrets that are others now, by their dotted paths. */
  readonly newSecrets?: readonly string[];
  readonly reason?: string | undefined;
}

let isNoted = false;

/** Writes what a command did to the change log. Every command that changes something calls it, once it is done. */
export async function noteChange({ audit }: Pick<App, 'audit'>, change: CommandChange): Promise<void> {
  const { brokerName, action, target, newSecrets = [], reason = null } = change;
  const secrets = newSecrets.map((field) => ({ field, before: '(secret)', after: '(secret)' }));
  const told = change.changes ?? audit.changesBetween(change.before, change.after);
  const changes = [...told, ...secrets];
  isNoted = true;
  const origin = { actor: commandLineActor(), address: null, requestId: null };
  try {
    await audit.record({ ...origin, brokerName, action, target, changes, reason });
  } catch (error) {
    process.stderr.write('What the command was to do is done, but could not be written to the change log.\n');
    throw error;
  }
}

/** For a command that had nothing to do, or whose changes are noted where they are made. */
export function leaveUnnoted(): void {
  isNoted = true;
}

/** Whether the command that ran said what it did. */
export function hasNoted(): boolean {
  return isNoted;
}
