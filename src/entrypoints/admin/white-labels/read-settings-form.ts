import { withSetting } from '../../../lib/setting-changes.ts';
import type { FieldGroup, Fields, ListGroup, SettingField, SettingsForm } from './settings-form.ts';

/** More would be no form any more. */
const MOST_ENTRIES = 100;

/**
 * What was entered, with the entries of lists that were emptied taken out, so that faults and fields count alike.
 *
 * @returns Fields of the form alone.
 */
export function compactForm({ groups }: Pick<SettingsForm, 'groups'>, form: Fields): Fields {
  return Object.assign({}, ...groups.map((group) => compactGroup(group, form)));
}

/** @returns The part of the settings that was entered, in the types of JSON; what is no number stays text, for the check to say so. */
export function readSettingsForm(
  { groups }: Pick<SettingsForm, 'groups'>,
  form: Fields,
): Readonly<Record<string, unknown>> {
  return groups.reduce<Readonly<Record<string, unknown>>>((body, group) => readGroup(group, form, body), {});
}

export function countEntries({ name, fields }: ListGroup, form: Fields): number {
  const key = fields[0]?.name ?? '';
  let count = 0;
  while (count < MOST_ENTRIES && form[`${name}.${count}.${key}`] !== undefined) count += 1;
  return count;
}

function compactGroup(group: FieldGroup, form: Fields): Fields {
  if (group.kind === 'plain') return pick(form, namesOf(group.fields));
  if (group.kind === 'optional') return pick(form, [group.name, ...namesOf(group.fields, `${group.name}.`)]);
  const [first] = group.fields;
  const kept = Array.from({ length: countEntries(group, form) }, (_none, index) => `${group.name}.${index}.`).filter(
    (place) => (form[`${place}${first?.name}`] ?? '').trim() !== '',
  );
  const moved = kept.flatMap((place, index) =>
    group.fields.flatMap(({ name }) => {
      const value = form[`${place}${name}`];
      return value === undefined ? [] : [[`${group.name}.${index}.${name}`, value] as const];
    }),
  );
  return Object.fromEntries(moved);
}

function namesOf(fields: readonly SettingField[], place = ''): string[] {
  return fields.map(({ name }) => `${place}${name}`);
}

function pick(form: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])));
}

type Body = Readonly<Record<string, unknown>>;

function readGroup(group: FieldGroup, form: Fields, body: Body): Body {
  if (group.kind === 'plain') return readFields(group.fields, '', form, body);
  const path = group.name.split('.');
  if (group.kind === 'optional') {
    if (form[group.name] !== 'true') return withSetting(body, path, null);
    return withSetting(body, path, readFields(group.fields, `${group.name}.`, form, {}));
  }
  const entries = Array.from({ length: countEntries(group, form) }, (_none, index) =>
    readFields(group.fields, `${group.name}.${index}.`, form, {}),
  );
  return withSetting(body, path, entries);
}

function readFields(fields: readonly SettingField[], place: string, form: Fields, body: Body): Body {
  return fields.reduce((read, field) => {
    if (!isAskedFor(field, place, form)) return read;
    const value = readValue(field, form[`${place}${field.name}`]);
    return value === undefined ? read : withSetting(read, field.name.split('.'), value);
  }, body);
}

function isAskedFor({ name, onlyFor }: SettingField, place: string, form: Fields): boolean {
  return onlyFor === undefined || form[`${place}${name.replace(/[^.]*$/, 'kind')}`] === onlyFor;
}

/** @returns `undefined` for what is not said. */
function readValue({ kind, isNullable }: SettingField, given: string | undefined): unknown {
  if (kind === 'tick') return given === 'true';
  if (given === undefined) return undefined;
  const text = given.trim();
  if (kind === 'secret') return given === '' ? undefined : given;
  if (text === '' && isNullable) return null;
  if (kind === 'integer') return toInteger(text);
  if (kind === 'integers') return partsOf(text, /[\s,;]+/).map(toInteger);
  if (kind === 'words') return partsOf(text, /[\s,;]+/);
  return kind === 'lines' ? partsOf(text, /\r?\n/) : text;
}

function partsOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function toInteger(text: string): number | string {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
