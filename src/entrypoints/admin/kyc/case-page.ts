import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation } from '../admin-operation.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, faultsOf, messageAbove, momentOf, noFaults, revisionOf } from '../page/form-input.ts';
import { nameOf, userPathOf } from '../users/shown-user.ts';
import type { KycOperations } from './operations.ts';
import { casePathOf, KIND_NAMES, type ShownDocument, type ShownWholeCase } from './shown-case.ts';

const path = '/admin/kyc/:brokerName/:userId';

/** One case: the documents beside whom they have to name, and the decision. */
export function casePages(operations: KycOperations): AdminPage[] {
  return [
    { method: 'GET', path, access: 'staff', handle: (call) => show(operations, call, {}) },
    decision(operations, 'approve', ({ note = '' }) => ({ note })),
    decision(operations, 'refuse', ({ reason = '' }) => ({ reason })),
  ];
}

function decision(
  operations: KycOperations,
  verb: 'approve' | 'refuse',
  bodyOf: (form: StaffPageCall['form']) => Record<string, string>,
): AdminPage {
  const operation: AdminOperation = operations[verb];
  return {
    method: 'POST',
    path: `${path}/${verb}`,
    access: 'staff',
    async handle(call) {
      const attempt = await call.attempt(operation, { body: bodyOf(call.form), revision: call.form.revision ?? '' });
      const { brokerName = '', userId = '' } = call.params;
      if (attempt.kind === 'done') return call.leadTo(casePathOf(brokerName, userId), 'document-decided');
      const isOvertaken = attempt.error.code === 'precondition_failed';
      const error = isOvertaken
        ? 'The case has changed since you looked at it, and nothing was decided. Look at the documents again.'
        : messageAbove(attempt, ['reason', 'note']);
      return show(operations, call, { error, faultOf: faultsOf(attempt), status: attempt.status });
    },
  };
}

interface Refused {
  readonly error?: string | undefined;
  readonly faultOf?: FaultOf;
  readonly status?: number;
}

async function show(operations: KycOperations, call: StaffPageCall, refused: Refused): Promise<RouteReply> {
  const { error, faultOf = noFaults, status = 200 } = refused;
  const reply = await call.run(operations.get);
  const found = reply.body as ShownWholeCase;
  const address = casePathOf(found.brokerName, found.id);
  const [latest, earlier] = [true, false].map((isLatest) =>
    found.documents
      .filter(({ submission }) => (submission === found.submission) === isLatest)
      .map((document) => documentOf(address, document)),
  );
  const isOpen = found.state === 'in_review' && call.viewer.can('kyc:decide');
  return call.show({
    view: 'kyc/one',
    title: nameOf(found.user),
    lead: `Documents of a trader of ${found.brokerName}.`,
    section: 'kyc',
    crumbs: [{ label: 'KYC', href: '/admin/kyc' }],
    status,
    data: {
      ...{ error, latest, earlier, submission: found.submission },
      facts: { title: 'Whom the documents have to name', facts: factsOf(found) },
      approve: isOpen && {
        ...{ action: `${address}/approve`, submit: 'Approve', revision: revisionOf(reply), isFree: true },
        fields: [
          {
            ...{ name: 'note', label: 'Note', type: 'textarea', rows: 2, maxlength: 500, value: call.form.note ?? '' },
            ...{ hint: 'Kept in the audit log.', error: faultOf('note') },
          },
        ],
      },
      refuse: isOpen && {
        ...{ action: `${address}/refuse`, submit: 'Refuse', revision: revisionOf(reply), isDanger: true, isFree: true },
        fields: [
          {
            ...{ name: 'reason', label: 'Reason', type: 'textarea', rows: 2, maxlength: 500, isRequired: true },
            ...{ value: call.form.reason ?? '', hint: 'The trader reads it.', error: faultOf('reason') },
          },
        ],
      },
    },
  });
}

function factsOf({ user, id, brokerName, state, submittedAt, decidedAt, decidedBy, reason }: ShownWholeCase) {
  return [
    { term: 'First name', value: user.firstName },
    { term: 'Last name', value: user.lastName },
    { term: 'Trader', value: { text: user.email, href: userPathOf(brokerName, id) } },
    { term: 'State', value: { badge: state } },
    { term: 'Handed in', value: momentOf(submittedAt) },
    ...(decidedAt === null ? [] : [{ term: 'Decided', value: momentOf(decidedAt), note: `by ${decidedBy}` }]),
    ...(reason === null ? [] : [{ term: 'Why it was refused', value: reason }]),
  ];
}

function documentOf(address: string, { id, kind, contentType, byteCount, submission }: ShownDocument) {
  return {
    ...{ name: KIND_NAMES[kind], submission, href: `${address}/documents/${encodeURIComponent(id)}` },
    isImage: contentType !== 'application/pdf',
    size: `${Math.max(1, Math.round(byteCount / 1024))} KiB`,
  };
}
