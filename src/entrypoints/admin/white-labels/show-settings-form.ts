import { countEntries } from './read-settings-form.ts';
import type { FieldGroup, FieldKind, Fields, ListGroup, SettingField, SettingsForm } from './settings-form.ts';

/** What a form is filled with. */
export interface FormContent {
  readonly settings: object;
  /** What was entered before, where it was refused; it stands in place of the settings. */
  readonly entered?: Fields | undefined;
  readonly faults?: readonly { readonly field: string; readonly reason: string }[];
  /** Where previews of addresses come from. */
  readonly previewAt: string;
}

/** As the part `form` takes them. */
export interface ShownGroup {
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly fields: readonly ShownField[];
}

export interface ShownField {
  readonly name: string;
  readonly value: unknown;
  readonly error?: string;
  readonly preview?: { readonly kind: string; readonly source: string };
  readonly [other: string]: unknown;
}

/** @returns The groups as the part `form` takes them. */
export function showSettingsForm({ groups }: Pick<SettingsForm, 'groups'>, content: FormContent): ShownGroup[] {
  return groups.flatMap((group) => showGroup(group, content));
}

function showGroup(group: FieldGroup, content: FormContent): ShownGroup[] {
  const { legend, hint, fields } = group;
  if (group.kind === 'plain') return [{ legend, hint, fields: fields.map((field) => showField(field, '', content)) }];
  if (group.kind === 'list') return showList(group, content);
  const tick: SettingField = { name: group.name, label: group.tick, kind: 'tick' };
  const inner = fields.map((field) => ({ ...showField(field, `${group.name}.`, content), onlyFor: 'ticked' }));
  // What a field below it says is not said of the tick as well.
  const told = inner.filter(({ error }) => error !== undefined).map(({ name }) => name);
  const untold = content.faults?.filter(({ field }) => !told.some((name) => isAtOrBelow(field, name)));
  return [{ legend, hint, fields: [showField(tick, '', { ...content, faults: untold ?? [] }), ...inner] }];
}

/** An empty one stands at the end; every other one can be emptied, which takes it away. */
function showList(group: ListGroup, content: FormContent): ShownGroup[] {
  const { entered, settings, faults = [] } = content;
  const listed = valueAt(settings, group.name);
  const known = entered ? countEntries(group, entered) : Array.isArray(listed) ? listed.length : 0;
  // What is wrong with the list as a whole stands with its first field.
  const ofWhole = faults.find(({ field }) => field === group.name);
  return Array.from({ length: known + 1 }, (_none, index) => {
    const isNew = index === known;
    const place = `${group.name}.${index}.`;
    const fields = group.fields.map((field) => showField(field, place, content));
    const [first, ...others] = fields;
    return {
      legend: isNew ? `${group.legend}: another one` : `${group.legend} ${index + 1}`,
      hint: isNew ? 'Leave it empty if there is no other one.' : group.hint,
      fields: ofWhole && first && index === 0 ? [{ ...first, error: sentenceOf(ofWhole.reason) }, ...others] : fields,
    };
  });
}

const TYPES: Readonly<Record<FieldKind, string>> = {
  ...{ text: 'text', address: 'text', words: 'text', integers: 'text', integer: 'text' },
  ...{
    'long-text': 'textarea',
    colour: 'colour',
    lines: 'textarea',
    tick: 'checkbox',
    select: 'select',
    secret: 'password',
  },
};

/** Who types a number gets digits on a phone, and keeps what is none. */
function showField(field: SettingField, place: string, content: FormContent): ShownField {
  const { label, kind, hint, options, suffix, isNullable, isOptional, onlyFor, preview } = field;
  const name = `${place}${field.name}`;
  const error = faultOf(name, content);
  return {
    ...{ name, label, hint, options, suffix, onlyFor, type: TYPES[kind], value: shownValue(field, name, content) },
    id: name.replaceAll('.', '-'),
    isRequired: !isNullable && !isOptional && kind !== 'secret',
    isMono: kind === 'address' || kind === 'lines',
    ...(kind === 'long-text' ? { rows: 2 } : {}),
    ...(kind === 'integer' ? { inputmode: 'numeric' } : {}),
    ...(kind === 'secret' ? { autocomplete: 'new-password' } : {}),
    ...(error === undefined ? {} : { error }),
    ...(preview ? { preview: { kind: preview, source: `${content.previewAt}?kind=${preview}` } } : {}),
  };
}

function shownValue({ kind, fallback }: SettingField, name: string, { entered, settings }: FormContent): unknown {
  if (entered) return kind === 'tick' ? entered[name] === 'true' : (entered[name] ?? fallback ?? '');
  const value = valueAt(settings, name) ?? fallback;
  // Of what is there or not the tick says which.
  if (kind === 'tick') return typeof value === 'object' ? value !== null : value === true;
  if (Array.isArray(value)) return value.join(kind === 'lines' ? '\n' : ', ');
  return value ?? '';
}

/** @returns What is wrong with settings that the form does not ask for, in sentences; `undefined` when nothing is. */
export function faultsElsewhere(
  { groups }: Pick<SettingsForm, 'groups'>,
  { faults = [] }: FormContent,
): string | undefined {
  const names = groups.flatMap((group) =>
    group.kind === 'plain' ? group.fields.map(({ name }) => name) : [group.name],
  );
  const others = faults.filter(({ field }) => !names.some((name) => isAtOrBelow(field, name)));
  if (others.length === 0) return undefined;
  return others.map(({ field, reason }) => `${field}: ${sentenceOf(reason)}`).join(' ');
}

/** Goes through lists too. */
function valueAt(settings: object, name: string): unknown {
  return name.split('.').reduce<unknown>((parts, key) => {
    if (typeof parts !== 'object' || parts === null || !Object.hasOwn(parts, key)) return undefined;
    return (parts as Readonly<Record<string, unknown>>)[key];
  }, settings);
}

/** A fault of an entry of what one field holds is the field's. */
function faultOf(name: string, { faults = [] }: FormContent): string | undefined {
  const fault = faults.find(({ field }) => isAtOrBelow(field, name));
  return fault && sentenceOf(fault.reason);
}

function isAtOrBelow(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`);
}

/** Reasons go on from the field's name, unless they are sentences already. */
export function sentenceOf(reason: string): string {
  const subject = /^(are|have|hold) /.test(reason) ? 'they' : 'it';
  const words = /^([A-Z]|(it|something|one of|only one) )/.test(reason) ? reason : `${subject} ${reason}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;
}
