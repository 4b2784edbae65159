import type { Branding } from '../../../domain/brokers/broker.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { type ConflictParts, entersOver, findConflict } from '../white-labels/conflict.ts';
import type { WhiteLabelOperations } from '../white-labels/operations.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from '../white-labels/white-label-page.ts';
import {
  BRANDING_FILES,
  chosenFiles,
  enteredBranding,
  readBranding,
  showBrandingForm,
  textGroups,
} from './branding-form.ts';
import { previewPart, showPreview } from './show-preview.ts';

type Refused = Extract<Attempt, { kind: 'refused' }>;

/** How a white label looks, with its log-in screen beside it. */
export function brandingPages(dependencies: AdminDependencies, { whiteLabels }: AdminOperations): AdminPage[] {
  const path = '/admin/white-labels/:brokerName/branding';
  const preview = async (call: StaffPageCall) => {
    const shown = await findShown(call, whiteLabels);
    const { branding } = readBranding(call, brandingOf(shown), shown.settings.screens.languages);
    return showPreview(call, dependencies.previewLogin, previewedOf(shown, branding));
  };
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      handle: async (call) => showBranding(call, await findShown(call, whiteLabels)),
    },
    { method: 'POST', path, access: 'staff', files: BRANDING_FILES, handle: (call) => save(call, whiteLabels) },
    { method: 'GET', path: `${path}/preview`, access: 'staff', handle: preview },
    { method: 'POST', path: `${path}/preview`, access: 'staff', files: BRANDING_FILES, handle: preview },
  ];
}

async function save(call: StaffPageCall, operations: WhiteLabelOperations): Promise<RouteReply> {
  const shown = await findShown(call, operations);
  const { languages } = shown.settings.screens;
  const { part, faults } = readBranding(call, brandingOf(shown), languages);
  if (faults.length > 0) return showBranding(call, shown, { faults, status: 400 });
  const { revision, over } = call.form;
  // Whoever saves over somebody else's change saves what they changed themselves, and nothing else.
  const entered = { branding: part };
  const body = over === undefined ? entered : await entersOver(call, operations, { over, entered });
  const address = addressOfWhiteLabel(shown.id, '/branding');
  if (Object.keys(body).length === 0) return call.leadTo(address, 'nothing-changed');
  const attempt = await call.attempt(operations.updateWhiteLabel, { body, revision, isTyped: true });
  if (attempt.kind === 'refused') {
    const seen = over ?? revision ?? '';
    if (attempt.error.code !== 'broker_changed_meanwhile') return showBranding(call, shown, { refused: attempt });
    return showConflict(call, operations, { seen, entered, current: shown });
  }
  const isChanged = (attempt.reply.changed?.length ?? 0) > 0;
  return call.leadTo(address, isChanged ? 'saved' : 'nothing-changed');
}

/** What was ticked away and what was typed is handed on; files have to be chosen again. */
async function showConflict(
  call: StaffPageCall,
  operations: WhiteLabelOperations,
  parts: Pick<ConflictParts, 'seen' | 'entered' | 'current'>,
): Promise<RouteReply> {
  const { languages } = parts.current.settings.screens;
  const removed = Object.entries(call.form).filter(([name]) => name.startsWith('remove.'));
  const conflict = await findConflict(call, operations, {
    ...parts,
    form: { at: '', groups: textGroups(languages) },
    page: { tab: 'branding', title: 'Branding' },
    fields: { ...enteredBranding(call, languages), ...Object.fromEntries(removed) },
    files: chosenFiles(call),
  });
  return showWhiteLabelPage(call, parts.current, conflict);
}

interface Again {
  readonly refused?: Refused;
  readonly faults?: readonly { readonly field: string; readonly reason: string }[];
  readonly status?: number;
}

function showBranding(call: StaffPageCall, shown: ShownWhiteLabel, again?: Again): RouteReply {
  const { refused, faults = refused?.faults, status = refused?.status ?? 200 } = again ?? {};
  const { languages } = shown.settings.screens;
  const address = addressOfWhiteLabel(shown.id, '/branding');
  const branding = brandingOf(shown);
  const entered = again ? enteredBranding(call, languages) : undefined;
  const message = refused && refused.faults.length === 0 ? refused.message : undefined;
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'branding', title: 'Branding', view: 'branding/branding', status },
    lead: 'How the screens and letters look, and what they have to say.',
    data: {
      action: address,
      // What was entered stays bound to what was looked at.
      revision: again ? (call.form.revision ?? shown.revision) : shown.revision,
      hidden: again && call.form.over !== undefined ? { over: call.form.over } : {},
      groups: showBrandingForm({ branding, languages, entered, faults, sent: again && call }),
      error: message,
      canChange: call.viewer.can('white-labels:write'),
      preview: previewPart(`${address}/preview`, previewedOf(shown, branding)),
      submit: call.viewer.can('white-labels:write') ? 'Save' : undefined,
    },
  });
}

function brandingOf({ settings }: ShownWhiteLabel): Branding {
  return settings.branding;
}

function previewedOf({ id, settings }: ShownWhiteLabel, branding: Branding) {
  const { defaultLanguage, languages } = settings.screens;
  return { brokerName: id, displayName: settings.displayName, branding, defaultLanguage, languages };
}
