import type { RouteReply } from '../../../http/route.ts';
import { settingAt } from '../../../lib/setting-changes.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import { entersOver, findConflict } from './conflict.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { compactForm, readSettingsForm } from './read-settings-form.ts';
import type { Fields, SettingsForm, SettingsPage } from './settings-form.ts';
import { SETTINGS_PAGES } from './settings-pages.ts';
import { withPreviews } from './show-previews.ts';
import { faultsElsewhere, showSettingsForm } from './show-settings-form.ts';
import { addressOfWhiteLabel } from './tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from './white-label-page.ts';

type Refused = Extract<Attempt, { kind: 'refused' }>;

/** The form that was sent, and what became of it. */
export interface SentForm {
  readonly form: SettingsForm;
  readonly entered: Fields;
  readonly refused?: Refused;
  /** Made already; stands above the form. */
  readonly trial?: object;
}

/** Every page that is a form over settings, and what its forms do. */
export function settingsPages(operations: WhiteLabelOperations): AdminPage[] {
  return SETTINGS_PAGES.flatMap((page): AdminPage[] => [
    {
      method: 'GET',
      path: `/admin/white-labels/:brokerName/${page.tab}`,
      access: 'staff',
      handle: async (call) => showForms(call, operations, page, await findShown(call, operations)),
    },
    ...page.forms.map(
      (form): AdminPage => ({
        method: 'POST',
        path: `/admin/white-labels/:brokerName/${page.tab}${form.at}`,
        access: 'staff',
        handle: (call) => saveForm(call, operations, page, form),
      }),
    ),
  ]);
}

async function saveForm(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  page: SettingsPage,
  form: SettingsForm,
): Promise<RouteReply> {
  const { revision, over } = call.form;
  const entered = compactForm(form, call.form);
  const all = readSettingsForm(form, entered);
  // Whoever saves over somebody else's change saves what they changed themselves, and nothing else.
  const settings = over === undefined ? all : await entersOver(call, operations, { over, entered: all });
  // What the other one saved is what was entered.
  if (Object.keys(settings).length === 0) return call.leadTo(addressHere(call, page), 'nothing-changed');
  const body = (form.root === '' ? settings : (settingAt(settings, form.root.split('.')) ?? {})) as object;
  const attempt = await call.attempt(operations[form.operation], { body: { ...body }, revision, isTyped: true });
  if (attempt.kind === 'done') return answerSaved(call, page, attempt.reply.body, attempt.reply.changed?.length ?? 0);
  const current = await findShown(call, operations);
  if (attempt.error.code === 'broker_changed_meanwhile') {
    const seen = over ?? revision ?? '';
    const conflict = await findConflict(call, operations, { seen, entered: all, form, page, current, fields: entered });
    return showWhiteLabelPage(call, current, conflict);
  }
  return showForms(call, operations, page, current, { form, entered, refused: attempt });
}

function addressHere({ params }: StaffPageCall, { tab }: SettingsPage): string {
  return addressOfWhiteLabel(params.brokerName ?? '', `/${tab}`);
}

/** A secret that was made is shown on the answer itself, and nowhere else. */
function answerSaved(call: StaffPageCall, page: SettingsPage, body: object | undefined, changes: number): RouteReply {
  const { cashierSecret, ...shown } = body as ShownWhiteLabel & { readonly cashierSecret?: string | null };
  const back = addressOfWhiteLabel(shown.id, `/${page.tab}`);
  if (typeof cashierSecret !== 'string') return call.leadTo(back, changes === 0 ? 'nothing-changed' : 'saved');
  const secrets = [{ label: 'Secret of the cashier', value: cashierSecret }];
  const data = { title: 'The cashier’s secret', secrets, next: back };
  return showWhiteLabelPage(call, shown, { tab: page.tab, view: 'white-labels/secret', title: 'New secret', data });
}

export async function showForms(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  page: SettingsPage,
  shown: ShownWhiteLabel,
  sent?: SentForm,
): Promise<RouteReply> {
  const address = addressOfWhiteLabel(shown.id);
  const canChange = call.viewer.can(
    page.forms.some(({ root }) => root !== '') ? 'secrets:write' : 'white-labels:write',
  );
  const forms = await Promise.all(page.forms.map((form) => showForm(call, operations, page, form, shown, sent)));
  const { tab, title, lead } = page;
  const test = tab === 'platform' ? { action: `${address}/platform/test`, isReady: call.identity.isSteppedUp } : null;
  const data = { forms, canChange, test, trial: sent?.trial ?? null };
  const status = sent?.refused?.status ?? 200;
  return showWhiteLabelPage(call, shown, { tab, view: 'white-labels/settings', title, lead, data, status });
}

async function showForm(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  { tab }: SettingsPage,
  form: SettingsForm,
  shown: ShownWhiteLabel,
  sent: SentForm | undefined,
) {
  const address = addressOfWhiteLabel(shown.id);
  const own = sent?.form === form ? sent : undefined;
  const content = {
    settings: shown.settings,
    entered: own?.entered,
    faults: faultsIn(form, own?.refused),
    previewAt: `${address}/address-preview`,
  };
  const { over, revision = shown.revision } = own ? call.form : {};
  return {
    action: `${address}/${tab}${form.at}`,
    // What was entered stays bound to what was looked at.
    revision,
    hidden: over === undefined ? {} : { over },
    submit: form.submit,
    error: own?.refused?.faults.length === 0 ? own.refused.message : faultsElsewhere(form, content),
    groups: await withPreviews(call, operations, showSettingsForm(form, content)),
  };
}

/** Whoever checked the body of the operation named its fields from there. */
function faultsIn({ root }: SettingsForm, refused: Refused | undefined): { field: string; reason: string }[] {
  const faults = refused?.faults ?? [];
  return faults.map(({ field, reason }) => ({
    field: root === '' || field.startsWith(`${root}.`) ? field : `${root}.${field}`,
    reason,
  }));
}
