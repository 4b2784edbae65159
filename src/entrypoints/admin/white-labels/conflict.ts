import { isDeepStrictEqual } from 'node:util';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import { type SettingChange, settingAt, withSetting } from '../../../lib/setting-changes.ts';
import type { StaffPageCall } from '../admin-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import type { Fields, SettingsForm } from './settings-form.ts';
import { addressOfWhiteLabel, type WhiteLabelTab } from './tabs.ts';
import type { ShownWhiteLabel, WhiteLabelPage } from './white-label-page.ts';

type Parts = Readonly<Record<string, unknown>>;

/** One field that two changed, or one of them. */
interface ConflictRow {
  readonly field: string;
  readonly before: unknown;
  readonly theirs: unknown;
  /** `undefined` where it was left as it was. */
  readonly mine: unknown;
  readonly isBoth: boolean;
}

export interface ConflictParts {
  /** The revision that was looked at. */
  readonly seen: string;
  readonly entered: Parts;
  readonly form: Pick<SettingsForm, 'at' | 'groups'>;
  readonly page: { readonly tab: WhiteLabelTab; readonly title: string };
  readonly current: ShownWhiteLabel;
  readonly fields: Fields;
  /** Labels of files that were chosen; a page cannot hand them on. `undefined` of a form without files. */
  readonly files?: readonly string[];
}

/** What somebody else saved beside what was entered; nothing of either is lost. */
export async function findConflict(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  { seen, entered, form, page, current, fields, files }: ConflictParts,
): Promise<WhiteLabelPage> {
  const theirs = await changesSince(call, operations, seen);
  const base = undone(current.settings, theirs ?? []);
  const mine = differingUnits(base, entered);
  const address = addressOfWhiteLabel(current.id, `/${page.tab}`);
  const secrets = form.groups.flatMap((group) => group.fields.filter(({ kind }) => kind === 'secret'));
  const kept = Object.entries(fields).filter(([name]) => !secrets.some((secret) => secret.name === name));
  return {
    tab: page.tab,
    title: page.title,
    view: 'white-labels/conflict',
    status: 409,
    data: {
      rows: rowsOf(base, current.settings, mine, theirs ?? []),
      isKnown: theirs !== null,
      hidden: { ...Object.fromEntries(kept), revision: current.revision, over: seen },
      action: `${address}${form.at}`,
      lost: [...secrets.filter(({ name }) => fields[name]).map(({ label }) => label), ...(files ?? [])],
      hasFiles: files !== undefined,
      take: address,
    },
  };
}

/** What of it is another than it was when somebody looked at it. */
export async function entersOver(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  { over, entered }: { readonly over: string; readonly entered: Parts },
): Promise<Parts> {
  const { body } = await call.run(operations.getWhiteLabel);
  const theirs = await changesSince(call, operations, over);
  const base = undone((body as ShownWhiteLabel).settings, theirs ?? []);
  const mine = differingUnits(base, entered);
  return mine.reduce<Parts>((part, { path, value }) => withSetting(part, path, value), {});
}

/** @returns `null` where the revision is too old to be known. */
async function changesSince(
  call: StaffPageCall,
  { getChangesSince }: WhiteLabelOperations,
  revision: string,
): Promise<readonly SettingChange[] | null> {
  const attempt = await call.attempt(getChangesSince, { query: { revision } });
  if (attempt.kind === 'refused') return null;
  return (attempt.reply.body as { readonly changes: readonly SettingChange[] }).changes;
}

/** The settings before these changes. */
function undone(settings: object, changes: readonly SettingChange[]): Parts {
  return changes
    .filter(({ before }) => before !== '(secret)')
    .reduce<object>((parts, { field, before }) => withSetting(parts, field.split('.'), before), settings) as Parts;
}

interface Unit {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What belongs together is chosen as a whole. */
function isUnit(value: unknown, path: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  return path.length > 0 && ('kind' in value || path[0] === 'firstAccount');
}

function unitsOf(value: Parts, path: readonly string[] = []): Unit[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    return isUnit(inner, here) ? [{ path: here, value: inner }] : unitsOf(inner as Parts, here);
  });
}

function differingUnits(base: Parts, entered: Parts): Unit[] {
  return unitsOf(entered).filter(({ path, value }) => {
    const before = settingAt(base, path);
    return !isDeepStrictEqual(before ?? null, mergeSettings(before, value) ?? null);
  });
}

function rowsOf(base: Parts, current: object, mine: readonly Unit[], theirs: readonly SettingChange[]): ConflictRow[] {
  const own = mine.map(({ path, value }): ConflictRow => {
    const field = path.join('.');
    const isBoth = theirs.some((change) => change.field === field || change.field.startsWith(`${field}.`));
    const [before, after] = [settingAt(base, path), settingAt(current, path)];
    const isSecret = /(managerPassword|secret)$/.test(field);
    return { field, before, theirs: after, mine: isSecret ? '(secret)' : value, isBoth };
  });
  const others = theirs
    .filter(({ field }) => !own.some((row) => field === row.field || field.startsWith(`${row.field}.`)))
    .map(({ field, before, after }): ConflictRow => ({ field, before, theirs: after, mine: undefined, isBoth: false }));
  return [...own, ...others];
}
