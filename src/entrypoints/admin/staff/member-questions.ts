import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import type { NoticeCode } from '../page/notices.ts';
import { type QuestionField, questionPages } from '../page/question-pages.ts';
import { showLink } from './invite-page.ts';
import { type ShownMember, STAFF_CRUMBS, STAFF_PATH } from './list-page.ts';

const REASON: QuestionField = {
  ...{ name: 'reason', label: 'Reason', type: 'textarea', rows: 3, maxlength: 500, isRequired: true },
  hint: 'It is kept in the audit log.',
};
const RESET: QuestionField = {
  ...{ name: 'resetFactors', label: 'Their authenticator app, passkeys and recovery codes are lost, too' },
  ...{ type: 'checkbox', hint: 'Using the link then removes them all. Make sure that it is they who ask.' },
};

type Staff = AdminOperations['staff'];

interface Asked {
  /** Behind the address of the member. */
  readonly step: string;
  readonly operation: keyof Staff;
  readonly title: (name: string) => string;
  readonly text: string;
  readonly submit: string;
  readonly field?: QuestionField;
  readonly inputOf?: (call: StaffPageCall) => Readonly<Record<string, unknown>>;
  readonly done: NoticeCode | 'link';
}

const reasonOf = (call: StaffPageCall) => ({ reason: (call.form.reason ?? '').trim() });

const QUESTIONS: readonly Asked[] = [
  {
    ...{ step: 'disable', operation: 'disableStaffMember', title: (name: string) => `Disable ${name}?` },
    text: 'They are signed out everywhere at once, and cannot sign in until they are enabled again.',
    ...{ submit: 'Disable', field: REASON, inputOf: reasonOf, done: 'member-disabled' },
  },
  {
    ...{ step: 'enable', operation: 'enableStaffMember', title: (name: string) => `Enable ${name}?` },
    text: 'They sign in with what they signed in with before, and have the role and reach that you see.',
    ...{ submit: 'Enable', done: 'member-enabled' },
  },
  {
    ...{ step: 'end-sessions', operation: 'endStaffSessions', title: (name: string) => `Sign ${name} out everywhere?` },
    text: 'All their sessions end. They can sign in again.',
    ...{ submit: 'Sign them out', field: REASON, inputOf: reasonOf, done: 'sessions-ended' },
  },
  {
    ...{
      step: 'new-password',
      operation: 'makeNewPasswordLink',
      title: (name: string) => `A new password for ${name}`,
    },
    text: 'Makes a link that works once, for a day. Whoever has it can choose the password: hand it to nobody but them.',
    ...{ submit: 'Make the link', field: RESET, done: 'link' },
    inputOf: (call: StaffPageCall) => ({ resetFactors: call.form.resetFactors === 'true' }),
  },
  {
    ...{ step: 'renew-invitation', operation: 'renewInvitation', title: (name: string) => `A new link for ${name}` },
    text: 'The link before is worth nothing from then on. The new one works once, for three days.',
    ...{ submit: 'Make the link', done: 'link' },
  },
  {
    ...{
      step: 'withdraw',
      operation: 'withdrawInvitation',
      title: (name: string) => `Withdraw the invitation of ${name}?`,
    },
    text: 'The link is worth nothing from then on. They can be invited again.',
    ...{ submit: 'Withdraw it', done: 'invitation-withdrawn' },
  },
];

/** What is asked before something is done to a member. */
export function memberQuestions({ staff }: AdminOperations): AdminPage[] {
  return QUESTIONS.flatMap((asked) => questionOf(staff, asked));
}

function questionOf(staff: Staff, asked: Asked): AdminPage[] {
  const { step, operation, title, text, submit, field, inputOf, done } = asked;
  return questionPages({
    ...{ path: `${STAFF_PATH}/:memberId/${step}`, section: 'staff', operation: staff[operation] },
    async ask(call) {
      const { id, name } = (await call.run(staff.getStaffMember)).body as ShownMember;
      const cancel = `${STAFF_PATH}/${id}`;
      const crumbs = [...STAFF_CRUMBS, { label: name, href: cancel }];
      return { title: title(name), text, submit, cancel, crumbs, fields: field ? [field] : [] };
    },
    ...(inputOf === undefined ? {} : { inputOf: (call) => ({ body: inputOf(call), isTyped: true }) }),
    done(call, reply) {
      const path = `${STAFF_PATH}/${call.params.memberId}`;
      if (done !== 'link') return call.leadTo(step === 'withdraw' ? STAFF_PATH : path, done);
      const { link } = reply.body as { readonly link: string };
      const words = 'It works once. Send it to nobody but them; it is shown this once, and can be made anew.';
      return showLink(call, { title: 'The link is made', text: words, link, next: path });
    },
  });
}
