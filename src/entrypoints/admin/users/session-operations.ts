import type { AdminDependencies } from '../admin-dependencies.ts';
import type { WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { endEverywhere, platformNote } from './end-everywhere.ts';
import { getUser } from './get-user.ts';
import { endedSessions, ofSession, ofUser, withReason } from './schemas.ts';

const described = {
  method: 'POST',
  tag: 'Users',
  access: { kind: 'white-label', permission: 'users:write', stepUp: false },
} as const;

export interface SessionEnding {
  readonly endSessions: WhiteLabelOperation;
  readonly endSession: WhiteLabelOperation;
}

export function sessionEnds(dependencies: AdminDependencies): SessionEnding {
  return { endSessions: endSessions(dependencies), endSession: endSession(dependencies) };
}

function endSessions({ users, access }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'endUserSessions',
    path: '/white-labels/:brokerName/users/:userId/end-sessions',
    summary: 'End all sessions of a trader, on the screens, at the platform and of apps',
    effect: { kind: 'change', action: 'user.end-sessions' },
    request: { params: ofUser, query: noFields, body: withReason },
    response: { status: 200, schema: endedSessions, description: 'They have ended' },
    errors: ['user_unknown'],
    async handle({ broker, params, body }) {
      const user = await getUser(users, broker, params.userId);
      const { length: ended } = await access.listSessions(broker, user);
      // Also where none is listed: what is just being issued ends too.
      const isPlatformTold = await endEverywhere(access, broker, user);
      return {
        body: { id: user.id, brokerName: broker.brokerName, ended, isPlatformTold },
        changed: [
          {
            target: { type: 'user', id: user.id },
            changes: [{ field: 'sessions', before: ended, after: 0 }, ...platformNote(isPlatformTold)],
            reason: String(body.reason),
          },
        ],
      };
    },
  };
}

function endSession({ users, access }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'endUserSession',
    path: '/white-labels/:brokerName/users/:userId/sessions/:sessionId/end',
    summary: 'End one session of a trader, with what was issued in it',
    effect: { kind: 'change', action: 'user.end-session' },
    request: { params: ofSession, query: noFields, body: withReason },
    response: { status: 200, schema: endedSessions, description: 'It has ended' },
    errors: ['user_unknown', 'session_unknown'],
    async handle({ broker, params, body }) {
      const user = await getUser(users, broker, params.userId);
      const sessionId = String(params.sessionId);
      await access.endListedSession(broker, user, sessionId);
      return {
        body: { id: user.id, brokerName: broker.brokerName, ended: 1, isPlatformTold: null },
        changed: [
          {
            target: { type: 'user', id: user.id },
            changes: [{ field: 'session', before: sessionId, after: null }],
            reason: String(body.reason),
          },
        ],
      };
    },
  };
}
