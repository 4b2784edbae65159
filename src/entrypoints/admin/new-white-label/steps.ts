import type { Crumb } from '../page/render-page.ts';
import { ACCOUNT_GROUPS } from '../white-labels/account-groups.ts';
import { plain } from '../white-labels/plain-group.ts';
import { PLATFORM_PAGE } from '../white-labels/platform-settings.ts';
import type { FieldGroup, SettingField } from '../white-labels/settings-form.ts';
import { SETTINGS_PAGES } from '../white-labels/settings-pages.ts';
import { WHITE_LABELS } from '../white-labels/tabs.ts';

export type StepId = 'identification' | 'platform' | 'branding' | 'addresses' | 'secrets' | 'conformance';

/** A step that is a form over settings, or one with a page of its own. */
export interface Step {
  readonly id: StepId;
  readonly label: string;
  readonly lead: string;
  /** Which faults are told here: fields that begin so; none where it is no form. */
  readonly fields: readonly string[];
  readonly groups: readonly FieldGroup[];
}

const languages = groupsOf('screens').filter(({ legend }) => legend === 'Languages');
const names = groupsOf('identification').flatMap((group) => (group.kind === 'plain' ? group.fields : []));

const identity: readonly SettingField[] = [
  {
    name: 'brokerCrmName',
    label: 'CRM',
    kind: 'select',
    hint: 'The system that its traders come from. It is fixed afterwards.',
  },
  {
    ...{ name: 'brokerName', label: 'Name in calls and addresses', kind: 'text' },
    hint: 'Letters, digits and - . _ ~ only. It is compared exactly, and fixed afterwards.',
  },
  ...names,
  {
    ...{ name: 'whiteLabelOf', label: 'White label of', kind: 'text', isNullable: true },
    hint: 'The name of the broker in this CRM whose white label it is; empty for a broker of its own.',
  },
];

/** In the order in which one is led. Whatever no other form step tells is told by the last of them. */
export const STEPS: readonly [Step, ...Step[]] = [
  {
    ...{ id: 'identification', label: 'Identification' },
    lead: 'What it is called, and which languages it speaks.',
    fields: [
      'brokerName',
      'brokerCrmName',
      'displayName',
      'hosts',
      'whiteLabelOf',
      'screens.languages',
      'screens.defaultLanguage',
    ],
    groups: [plain('Names', identity), ...languages],
  },
  {
    ...{ id: 'platform', label: 'Platform' },
    lead: 'How the bridge reaches its trading platform, and which account a new trader gets.',
    fields: ['platform', 'firstAccount'],
    groups: [...PLATFORM_PAGE.forms[0].groups.map(asNew), ...ACCOUNT_GROUPS.filter(({ kind }) => kind === 'optional')],
  },
  {
    ...{ id: 'branding', label: 'Branding' },
    lead: 'How its screens look. The log-in screen beside the form follows what you enter.',
    ...{ fields: ['branding'], groups: [] },
  },
  {
    ...{ id: 'addresses', label: 'URLs and actions' },
    lead: 'Where browsers go, and what opens inside the platform’s app. Below each address stands one with sample values.',
    fields: ['screens', 'actions', ''],
    groups: [...groupsOf('screens').filter(({ legend }) => legend !== 'Languages'), ...groupsOf('actions')],
  },
  {
    ...{ id: 'secrets', label: 'Secrets' },
    lead: 'What its platform needs to know.',
    ...{ fields: [], groups: [] },
  },
  {
    ...{ id: 'conformance', label: 'Conformance' },
    lead: 'Play the vendor’s tests against it, and look at its log-in screen.',
    ...{ fields: [], groups: [] },
  },
];

export const NEW_WHITE_LABEL = `${WHITE_LABELS}/new`;

export const crumbs: readonly Crumb[] = [{ label: 'White labels', href: WHITE_LABELS }];

export function addressOfStep(draftId: string, step: StepId, at = ''): string {
  return `${NEW_WHITE_LABEL}/${draftId}/${step}${at}`;
}

export function stepAfter(step: Step): StepId {
  return STEPS[STEPS.indexOf(step) + 1]?.id ?? 'conformance';
}

/** The step whose form a fault belongs to. */
export function stepOfFault(field: string): StepId {
  const step = STEPS.find(({ fields }) => fields.some((name) => isPartOf(field, name)));
  return step?.id ?? 'addresses';
}

function isPartOf(field: string, name: string): boolean {
  return name === '' || field === name || field.startsWith(`${name}.`);
}

/** What the part `step-progress` takes: back to every form, until it is made. */
export function progressAt(step: Step, draftId: string | null, isCreated: boolean) {
  const current = STEPS.indexOf(step);
  const isOpen = (one: Step) => draftId !== null && one.fields.length > 0 && !isCreated;
  const steps = STEPS.map((one, index) => ({
    label: one.label,
    href: draftId !== null && isOpen(one) && index < current ? addressOfStep(draftId, one.id) : undefined,
  }));
  return { label: 'New white label', steps, current };
}

function groupsOf(tab: string): readonly FieldGroup[] {
  return SETTINGS_PAGES.find((page) => page.tab === tab)?.forms[0].groups ?? [];
}

/** There is no password yet that could be kept. */
function asNew(group: FieldGroup): FieldGroup {
  if (group.kind !== 'plain') return group;
  const fields = group.fields.map((field) =>
    field.kind === 'secret' ? { ...field, hint: 'It is kept sealed. Once entered, leave it empty to keep it.' } : field,
  );
  return { ...group, fields };
}
