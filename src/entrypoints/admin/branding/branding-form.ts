import type { Branding } from '../../../domain/brokers/broker.ts';
import { mergeSettings } from '../../../lib/merge-settings.ts';
import { sniffImage } from '../../../lib/sniff-image.ts';
import type { StaffPageCall } from '../admin-page.ts';
import { plain } from '../white-labels/plain-group.ts';
import { compactForm, readSettingsForm } from '../white-labels/read-settings-form.ts';
import type { FieldGroup, SettingsForm } from '../white-labels/settings-form.ts';
import { type ShownGroup, sentenceOf, showSettingsForm } from '../white-labels/show-settings-form.ts';

/** Files come whole, so that one that is too large is told of beside its field. */
export const BRANDING_FILES = {
  fileFields: ['branding.logoLight', 'branding.logoDark', 'branding.favicon'],
  maxFileBytes: 2 * 1024 * 1024,
} as const;
const MAX_IMAGE_BYTES = 20 * 1024;

const IMAGES = [
  { name: 'logoLight', label: 'Logo', hint: 'PNG, JPEG, WebP or SVG, up to 20 KB. Without one the name stands there.' },
  { name: 'logoDark', label: 'Logo on dark ground', hint: 'Without one the other logo is used.' },
  { name: 'favicon', label: 'Icon of the browser’s tab', hint: 'PNG, SVG or ICO.' },
] as const;

const REPLACED = 'There is one; another file replaces it. ';

type Fault = { readonly field: string; readonly reason: string };

/** What the form of a branding is filled with. */
export interface BrandingContent {
  readonly branding: Branding;
  readonly languages: readonly string[];
  readonly entered?: Readonly<Record<string, string>> | undefined;
  readonly faults?: readonly Fault[] | undefined;
  /** The form that was refused, where its files are not kept. */
  readonly sent?: Pick<StaffPageCall, 'form' | 'files'> | undefined;
}

/** What was entered, as a part of the settings, and files that are not worth a look. */
export interface EnteredBranding {
  readonly branding: Branding;
  /** Only what is said; `null` takes a warning away. */
  readonly part: object;
  readonly faults: readonly Fault[];
}

export function readBranding(call: StaffPageCall, current: Branding, languages: readonly string[]): EnteredBranding {
  const form = { groups: textGroups(languages) };
  const entered = readSettingsForm(form, compactForm(form, call.form)) as { readonly branding?: object };
  const images: [string, string | null][] = [];
  const faults: Fault[] = [];
  for (const { name } of IMAGES) {
    const field = `branding.${name}`;
    const file = call.files[field];
    if (call.form[`remove.${name}`] === 'true') images.push([name, null]);
    if (file === undefined || file.length === 0) continue;
    if (file.length > MAX_IMAGE_BYTES) faults.push({ field, reason: 'is larger than 20 KB' });
    else images.push([name, `data:${sniffImage(file) ?? 'image/png'};base64,${file.toString('base64')}`]);
  }
  const part = { ...entered.branding, ...Object.fromEntries(images) };
  return { branding: mergeSettings(current, part, 'branding') as Branding, part, faults };
}

/** An image that is refused is not kept: the one before is. */
export function withoutRefusedImages(entered: Branding, before: Branding, faults: readonly Fault[]): Branding {
  const refused = IMAGES.filter(({ name }) => faults.some(({ field }) => field === `branding.${name}`));
  return { ...entered, ...Object.fromEntries(refused.map(({ name }) => [name, before[name]])) };
}

/** @returns The groups as the part `form` takes them. */
export function showBrandingForm({ branding, languages, entered, faults = [], sent }: BrandingContent): ShownGroup[] {
  const groups = showSettingsForm(
    { groups: textGroups(languages) },
    { settings: { branding }, entered, faults, previewAt: '' },
  );
  return [imageGroup(branding, faults, sent), ...groups];
}

function imageGroup(branding: Branding, faults: readonly Fault[], sent: BrandingContent['sent']): ShownGroup {
  const fields = IMAGES.flatMap(({ name, label, hint }) => {
    const field = `branding.${name}`;
    const reason = faults.find((fault) => fault.field === field)?.reason;
    const has = branding[name] !== null;
    const isLost = (sent?.files[field]?.length ?? 0) > 0;
    const start = isLost ? 'Choose the file again: it is not saved yet. ' : has ? REPLACED : '';
    const file = {
      ...{ name: field, id: field.replaceAll('.', '-'), label, type: 'file', accept: 'image/*', value: '' },
      hint: `${start}${hint}`,
      ...(reason === undefined ? {} : { error: sentenceOf(reason) }),
    };
    const remove = { name: `remove.${name}`, id: `remove-${name}`, label: `Take it away: ${label}`, type: 'checkbox' };
    return has ? [file, { ...remove, value: sent?.form[`remove.${name}`] === 'true' }] : [file];
  });
  return { legend: 'Images', fields };
}

export function textGroups(languages: readonly string[]): FieldGroup[] {
  const colour = 'Such as #1d5fd1. It is made darker or lighter where it could not be read.';
  return [
    plain('Colours', [
      { name: 'branding.accentLight', label: 'Buttons and links', kind: 'colour', isNullable: true, hint: colour },
      { name: 'branding.accentDark', label: 'On dark ground', kind: 'colour', isNullable: true },
    ]),
    plain('Who is behind it', [
      { name: 'branding.legalEntity', label: 'Company', kind: 'text', isOptional: true },
      {
        ...{ name: 'branding.jurisdiction', label: 'Where and by whom it is regulated', kind: 'text' },
        isOptional: true,
      },
    ]),
    plain(
      'Risk warning',
      languages.map((language) => ({
        ...{ name: `branding.riskWarning.${language}`, label: nameOf(language), kind: 'long-text', isNullable: true },
      })),
      'A language that has none shows that of the default language.',
    ),
    plain('Help', [
      { name: 'branding.support.email', label: 'Email', kind: 'text', isNullable: true },
      { name: 'branding.support.phone', label: 'Telephone', kind: 'text', isNullable: true },
      { name: 'branding.support.url', label: 'Page', kind: 'address', isNullable: true },
    ]),
  ];
}

export function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** @returns Labels of the files that were chosen. */
export function chosenFiles({ files }: Pick<StaffPageCall, 'files'>): string[] {
  return IMAGES.filter(({ name }) => (files[`branding.${name}`]?.length ?? 0) > 0).map(({ label }) => label);
}

/** Of what was entered, for when the form is shown again. */
export function enteredBranding(call: StaffPageCall, languages: readonly string[]): Readonly<Record<string, string>> {
  const form: Pick<SettingsForm, 'groups'> = { groups: textGroups(languages) };
  return compactForm(form, call.form);
}
