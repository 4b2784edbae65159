import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation, AdminReply } from '../admin-operation.ts';
import type { AdminPage, PageInput, StaffPageCall } from '../admin-page.ts';
import {
  differencesOf,
  type FaultOf,
  type FormValues,
  faultsOf,
  messageAbove,
  noFaults,
  revisionOf,
} from './form-input.ts';

/** How the form of a page stands: untouched, or as it was refused. */
export interface FormState {
  /** What was entered; what is kept now where nothing was. */
  readonly entered?: FormValues;
  readonly faultOf: FaultOf;
  /** For above the form. */
  readonly error?: string | undefined;
  /** Whether somebody else saved meanwhile. */
  readonly isOvertaken: boolean;
  readonly status: number;
}

const UNTOUCHED: FormState = { faultOf: noFaults, isOvertaken: false, status: 200 };

export interface SettingsPages {
  /** Of the page that shows one thing, and of the form that changes it. */
  readonly path: string;
  readonly change: AdminOperation;
  /** What the operation takes; the revision of the form goes along. */
  readonly inputOf: (call: StaffPageCall) => PageInput;
  /** Those that the form shows. */
  readonly fields: readonly string[];
  readonly addressOf: (call: StaffPageCall) => string;
  readonly show: (call: StaffPageCall, state: FormState) => Promise<RouteReply>;
}

/** The page of one thing, and what the form on it does. Of two who save the second sees what is different. */
export function settingsPages({ path, change, inputOf, fields, addressOf, show }: SettingsPages): AdminPage[] {
  return [
    { method: 'GET', path, access: 'staff', handle: (call) => show(call, UNTOUCHED) },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const input = { ...inputOf(call), revision: call.form.revision, isTyped: true };
        const attempt = await call.attempt(change, input);
        if (attempt.kind === 'done') {
          return call.leadTo(addressOf(call), attempt.reply.changed?.length === 0 ? 'nothing-changed' : 'saved');
        }
        const isOvertaken = attempt.error.code === 'precondition_failed';
        const error = isOvertaken ? undefined : messageAbove(attempt, fields);
        const { status } = attempt;
        return show(call, { entered: call.form, faultOf: faultsOf(attempt), error, isOvertaken, status });
      },
    },
  ];
}

export interface SettingsForm {
  /** What the operation that finds it answered. */
  readonly reply: AdminReply;
  /** What is kept now. */
  readonly kept: FormValues;
  /** Of the fields whose differences are told. */
  readonly labels: Readonly<Record<string, string>>;
  readonly action: string;
  readonly groupsOf: (values: FormValues, faultOf: FaultOf) => readonly object[];
  /** Whether there is a form for who looks. */
  readonly mayChange: boolean;
}

/** What the template `integrations/one` takes of the form. */
export function settingsForm(call: StaffPageCall, state: FormState, form: SettingsForm) {
  const { reply, kept, labels, action, groupsOf, mayChange } = form;
  const { entered = kept, faultOf, error, isOvertaken } = state;
  // Who was refused goes on from where they were; who was overtaken from what is kept now.
  const revision = isOvertaken || call.form.revision === undefined ? revisionOf(reply) : call.form.revision;
  return {
    // Where there is no form any more, the page itself says why nothing was saved.
    refusal: mayChange ? undefined : error,
    theirs: isOvertaken ? differencesOf(kept, entered, labels) : undefined,
    form: mayChange && { action, submit: 'Save', revision, error, groups: groupsOf(entered, faultOf) },
  };
}
