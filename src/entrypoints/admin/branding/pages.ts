import type { Branding } from '../../../domain/brokers/broker.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import type { WhiteLabelOperations } from '../white-labels/operations.ts';
import { addressOfWhiteLabel } from '../white-labels/tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from '../white-labels/white-label-page.ts';
import { BRANDING_FILES, enteredBranding, readBranding, showBrandingForm } from './branding-form.ts';
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
  const { revision } = call.form;
  const attempt = await call.attempt(operations.updateWhiteLabel, {
    body: { branding: part },
    revision,
    isTyped: true,
  });
  if (attempt.kind === 'refused') return showBranding(call, shown, { refused: attempt });
  const isChanged = (attempt.reply.changed?.length ?? 0) > 0;
  return call.leadTo(addressOfWhiteLabel(shown.id, '/branding'), isChanged ? 'saved' : 'nothing-changed');
}

interface Again {
  readonly refused?: Refused;
  readonly faults?: readonly { readonly field: string; readonly reason: string }[];
  readonly status?: number;
}

/** One that somebody else changed is shown with their revision, and with what was entered here: sending it again saves it. */
function showBranding(call: StaffPageCall, shown: ShownWhiteLabel, again?: Again): RouteReply {
  const { refused, faults = refused?.faults, status = refused?.status ?? 200 } = again ?? {};
  const { languages } = shown.settings.screens;
  const address = addressOfWhiteLabel(shown.id, '/branding');
  const branding = brandingOf(shown);
  const entered = again ? enteredBranding(call, languages) : undefined;
  const message = refused && refused.faults.length === 0 ? refused.message : undefined;
  const isConflict = refused?.error.code === 'broker_changed_meanwhile';
  return showWhiteLabelPage(call, shown, {
    ...{ tab: 'branding', title: 'Branding', view: 'branding/branding', status },
    lead: 'How the screens and letters look, and what they have to say.',
    data: {
      action: address,
      revision: shown.revision,
      groups: showBrandingForm({ branding, languages, entered, faults: isConflict ? [] : faults }),
      error: isConflict ? CONFLICT : message,
      canChange: call.viewer.can('white-labels:write'),
      preview: previewPart(`${address}/preview`, previewedOf(shown, branding)),
      submit: 'Save',
    },
  });
}

const CONFLICT =
  'Somebody else changed this white label since you looked at it. Nothing of yours is saved yet: look at it again beside theirs in the history, and save to put yours over it.';

function brandingOf({ settings }: ShownWhiteLabel): Branding {
  return settings.branding;
}

function previewedOf({ id, settings }: ShownWhiteLabel, branding: Branding) {
  const { defaultLanguage, languages } = settings.screens;
  return { brokerName: id, displayName: settings.displayName, branding, defaultLanguage, languages };
}
