import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { wantsFragment } from '../page/render-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { PLATFORM_PAGE } from './platform-settings.ts';
import { compactForm, readSettingsForm } from './read-settings-form.ts';
import { showForms } from './settings-page.ts';
import { sentenceOf } from './show-settings-form.ts';
import { findShown } from './white-label-page.ts';

/** What the page says of a connection that was tried. */
interface ShownTrial {
  readonly kind: 'done' | 'error' | 'warn';
  readonly text: string;
}

const [FORM] = PLATFORM_PAGE.forms;

const CONFIRM_FIRST =
  'More than five minutes have passed since you confirmed that it is you. Reload this page and press Test: you are asked again then.';

/** Tries what stands in the form of the platform, saved or not. Nothing that was entered is lost by it. */
export function platformTestPage(operations: WhiteLabelOperations): AdminPage {
  return {
    method: 'POST',
    path: '/admin/white-labels/:brokerName/platform/test',
    access: 'staff',
    async handle(call) {
      const isPart = wantsFragment(call.context);
      if (isPart && !call.identity.isSteppedUp) return showPart(call, { kind: 'warn', text: CONFIRM_FIRST });
      const trial = await tryEntered(call, operations);
      return isPart ? showPart(call, trial) : showWhole(call, operations, trial);
    },
  };
}

async function tryEntered(call: StaffPageCall, { testPlatform }: WhiteLabelOperations): Promise<ShownTrial> {
  const { baseUrl, managerLogin, managerPassword } = enteredIn(call);
  const body = Object.fromEntries(
    Object.entries({ baseUrl, managerLogin, managerPassword }).filter(([, value]) => value !== undefined),
  );
  const attempt = await call.attempt(testPlatform, { body, isTyped: true });
  if (attempt.kind === 'done') {
    const { works, message } = attempt.reply.body as { readonly works: boolean; readonly message: string };
    return { kind: works ? 'done' : 'error', text: message };
  }
  const [fault] = attempt.faults;
  if (!fault) return { kind: 'error', text: attempt.message };
  const label = LABELS[fault.field.replace(/^platform\./, '')];
  return { kind: 'error', text: `${label ?? fault.field}: ${sentenceOf(fault.reason)}` };
}

const LABELS: Readonly<Record<string, string>> = {
  baseUrl: 'Address',
  managerLogin: 'Manager’s login',
  managerPassword: 'Manager’s password',
};

function enteredIn(call: StaffPageCall): Readonly<Record<string, unknown>> {
  const { platform } = readSettingsForm(FORM, compactForm(FORM, call.form));
  return (platform ?? {}) as Readonly<Record<string, unknown>>;
}

function showPart(call: StaffPageCall, trial: ShownTrial): RouteReply {
  return call.show({ view: 'white-labels/trial', title: 'Test', section: 'white-labels', data: trial });
}

/** Without script it is the same page again, with what was entered. */
async function showWhole(call: StaffPageCall, operations: WhiteLabelOperations, trial: ShownTrial) {
  const entered = compactForm(FORM, call.form);
  return showForms(call, operations, PLATFORM_PAGE, await findShown(call, operations), { form: FORM, entered, trial });
}
