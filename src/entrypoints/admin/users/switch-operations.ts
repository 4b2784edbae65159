import { changesBetween } from '../../../domain/audit/audit.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { endEverywhere, platformNote } from './end-everywhere.ts';
import { getUser } from './get-user.ts';
import { disabledUser, ofUser, userState, withReason } from './schemas.ts';
import { showState } from './show-user.ts';

const described = {
  method: 'POST',
  tag: 'Users',
  access: { kind: 'white-label', permission: 'users:write', stepUp: false },
  request: { params: ofUser, query: noFields, body: withReason },
} as const;
const PATH = '/white-labels/:brokerName/users/:userId';

export interface UserSwitching {
  readonly disable: WhiteLabelOperation;
  readonly enable: WhiteLabelOperation;
  readonly sendPasswordReset: WhiteLabelOperation;
}

export function userSwitches(dependencies: AdminDependencies): UserSwitching {
  return {
    disable: switchTo(dependencies, false),
    enable: switchTo(dependencies, true),
    sendPasswordReset: sendPasswordReset(dependencies),
  };
}

function switchTo({ users, access }: AdminDependencies, enabled: boolean): WhiteLabelOperation {
  const verb = enabled ? 'enable' : 'disable';
  return {
    ...described,
    operationId: enabled ? 'enableUser' : 'disableUser',
    path: `${PATH}/${verb}`,
    summary: enabled ? 'Let a trader in again' : 'Let nobody in as this trader any more, and end all sessions',
    effect: { kind: 'change', action: `user.${verb}` },
    response: {
      status: 200,
      schema: enabled ? userState : disabledUser,
      description: 'How the trader stands now',
    },
    errors: ['user_unknown', 'precondition_failed'],
    async handle({ broker, params, body, ifMatch }) {
      const before = await getUser(users, broker, params.userId);
      const after = await users[verb](broker, before.id, expectedRevision(ifMatch));
      const isPlatformTold = enabled ? null : await endEverywhere(access, broker, after);
      const { enabled: was } = showState(before);
      const changes = [...changesBetween({ enabled: was }, { enabled }), ...platformNote(isPlatformTold)];
      const note = { target: { type: 'user', id: after.id }, changes, reason: String(body.reason) };
      return {
        body: { ...showState(after), ...(enabled ? {} : { isPlatformTold }) },
        etag: etagOf(after),
        changed: changes.length === 0 ? [] : [note],
      };
    },
  };
}

function sendPasswordReset({ users, passwordReset }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'sendPasswordReset',
    path: `${PATH}/send-password-reset`,
    summary: 'Send a trader the letter with the link to a new password',
    description: 'The password of now works until the trader has chosen another one.',
    effect: { kind: 'change', action: 'user.send-password-reset' },
    response: { status: 200, schema: userState, description: 'The letter is on its way' },
    errors: ['user_unknown', 'user_is_disabled', 'too_many_letters'],
    async handle({ broker, params, body }) {
      const user = await getUser(users, broker, params.userId);
      await passwordReset.sendLink(broker, user);
      const note = { target: { type: 'user', id: user.id }, changes: [], reason: String(body.reason) };
      return { body: showState(user), changed: [note] };
    },
  };
}
