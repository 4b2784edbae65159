import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type Question, type QuestionField, questionPages } from '../page/question-pages.ts';
import type { UserOperations } from './operations.ts';
import { nameOf, type ShownUser, userPathOf } from './shown-user.ts';

const base = '/admin/users/:brokerName/:userId';
const section = 'users';

export type UserStep = 'disable' | 'enable' | 'end-sessions' | 'send-password-reset';

export const REASON: QuestionField = {
  ...{ name: 'reason', label: 'Reason', type: 'textarea', rows: 3, maxlength: 500, isRequired: true },
  hint: 'It is kept in the audit log.',
};

/** What can be done with a trader. */
export function questionsOf(user: ShownUser): Readonly<Record<UserStep, Question>> {
  const cancel = userPathOf(user.brokerName, user.id);
  const who = nameOf(user);
  const crumbs = [
    { label: 'Users', href: '/admin/users' },
    { label: who, href: cancel },
  ];
  const common = { cancel, crumbs, fields: [REASON] };
  return {
    disable: {
      ...{ ...common, title: `Disable ${who}?`, submit: 'Disable' },
      text: 'From now on nobody gets in as this trader, whatever they hold. All sessions end, at the platform too.',
    },
    enable: {
      ...{ ...common, title: `Enable ${who}?`, submit: 'Enable' },
      text: 'The trader can sign in again. What was issued before stays worth nothing.',
    },
    'end-sessions': {
      ...{ ...common, title: `End all sessions of ${who}?`, submit: 'End all sessions' },
      text: 'The trader is signed out in browsers, in apps and at the platform, and has to sign in again.',
    },
    'send-password-reset': {
      ...{ ...common, title: `Send ${who} a reset letter?`, submit: 'Send the letter' },
      text: `A link to a new password goes to ${user.email}. The password of now works until another one is chosen; then all sessions end.`,
    },
  };
}

export function userQuestions(operations: UserOperations): AdminPage[] {
  const find = async (call: StaffPageCall) => {
    const { brokerName, userId } = call.params;
    return (await call.run(operations.get, { params: { brokerName, userId } })).body as ShownUser;
  };
  const back = ({ params }: StaffPageCall) => userPathOf(params.brokerName ?? '', params.userId ?? '');
  const inputOf = ({ form }: StaffPageCall) => ({ body: { reason: form.reason ?? '' } });
  const steps = [
    ['disable', operations.disable, 'user-disabled', 'user-disabled-here-alone'],
    ['enable', operations.enable, 'user-enabled'],
    ['end-sessions', operations.endSessions, 'sessions-ended', 'sessions-ended-here-alone'],
    ['send-password-reset', operations.sendPasswordReset, 'reset-letter-sent'],
  ] as const;
  return [
    ...steps.flatMap(([step, operation, notice, hereAlone = notice]) =>
      questionPages({
        ...{ path: `${base}/${step}`, section, operation, inputOf },
        ask: async (call) => questionsOf(await find(call))[step],
        done: (call, { body }) => call.leadTo(back(call), didPlatformFail(body) ? hereAlone : notice),
      }),
    ),
    ...questionPages({
      ...{ path: `${base}/sessions/:sessionId/end`, section, operation: operations.endSession, inputOf },
      ask: async (call) => questionOfSession(await find(call)),
      done: (call) => call.leadTo(back(call), 'session-ended'),
    }),
  ];
}

/** What ended here may go on there; who asked for it has to know. */
function didPlatformFail(body: object | undefined): boolean {
  return body !== undefined && 'isPlatformTold' in body && body.isPlatformTold === false;
}

function questionOfSession(user: ShownUser): Question {
  const { cancel, crumbs, fields } = { ...questionsOf(user)['end-sessions'] };
  return {
    ...{ cancel, crumbs, ...(fields ? { fields } : {}), title: 'End this session?', submit: 'End the session' },
    text: `${nameOf(user)} is signed out there, with what was issued in it. Other sessions go on.`,
  };
}
