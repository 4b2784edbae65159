import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation } from '../admin-operation.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { NoticeCode } from '../page/notices.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { sentenceOf } from './show-settings-form.ts';
import { addressOfWhiteLabel, type WhiteLabelTab } from './tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from './white-label-page.ts';

/** A step that asks before it is taken, with a reason. */
export interface AskedStep {
  /** Of its address below the white label. */
  readonly at: string;
  readonly tab: WhiteLabelTab;
  readonly operation: AdminOperation;
  readonly title: string;
  readonly text: (shown: ShownWhiteLabel) => string;
  readonly submit: string;
  readonly notice: NoticeCode;
}

/** Switching a white label on and off, and ending all its sessions. */
export function switchPages(operations: WhiteLabelOperations): AdminPage[] {
  const { disableWhiteLabel, endWhiteLabelSessions, enableWhiteLabel } = operations;
  return [
    ...askedPages(operations, {
      ...{ at: '/disable', tab: 'overview', operation: disableWhiteLabel, notice: 'white-label-disabled' },
      title: 'Switch off',
      text: ({ settings }) =>
        `Nobody can sign in at ${settings.displayName} any more, and its platform is refused, until you switch it on again.`,
      submit: 'Switch off',
    }),
    ...askedPages(operations, {
      ...{ at: '/end-sessions', tab: 'secrets', operation: endWhiteLabelSessions, notice: 'sessions-ended' },
      title: 'End all sessions',
      text: ({ settings }) =>
        `Every trader of ${settings.displayName} is signed out at once, in browsers and in apps, and has to sign in again. This cannot be taken back.`,
      submit: 'End all sessions',
    }),
    {
      method: 'POST',
      path: '/admin/white-labels/:brokerName/enable',
      access: 'staff',
      async handle(call) {
        const { brokerName = '' } = call.params;
        await call.run(enableWhiteLabel, { params: { brokerName } });
        return call.leadTo(addressOfWhiteLabel(brokerName), 'white-label-enabled');
      },
    },
  ];
}

/** The page with the question, and what its form does. */
export function askedPages(operations: WhiteLabelOperations, step: AskedStep): AdminPage[] {
  const path = `/admin/white-labels/:brokerName${step.at}`;
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      handle: async (call) => ask(call, await findShown(call, operations), step),
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const attempt = await call.attempt(step.operation, { body: { reason: call.form.reason ?? '' } });
        const shown = await findShown(call, operations);
        if (attempt.kind === 'refused') return ask(call, shown, step, attempt);
        const back = step.tab === 'overview' ? '' : `/${step.tab}`;
        return call.leadTo(addressOfWhiteLabel(shown.id, back), step.notice);
      },
    },
  ];
}

function ask(
  call: StaffPageCall,
  shown: ShownWhiteLabel,
  { tab, title, text, submit }: AskedStep,
  refused?: Extract<Attempt, { kind: 'refused' }>,
): RouteReply {
  const fault = refused?.faultOf('reason');
  return showWhiteLabelPage(call, shown, {
    ...{ tab, title, view: 'white-labels/ask', status: refused?.status ?? 200 },
    data: {
      ...{ title, text: text(shown), submit, action: call.context.request.path },
      reason: call.form.reason ?? '',
      fault: fault === undefined ? undefined : sentenceOf(fault),
      message: refused && fault === undefined ? refused.message : undefined,
      back: addressOfWhiteLabel(shown.id, tab === 'overview' ? '' : `/${tab}`),
    },
  });
}
