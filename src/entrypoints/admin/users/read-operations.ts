import joi from 'joi';
import type { UserSearchPlace } from '../../../domain/users/user-search.ts';
import { etagOf } from '../../../http/etags.ts';
import { decodeCursor, encodeCursor } from '../../../http/page-cursor.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { StaffOperation, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { showCase } from '../kyc/show-case.ts';
import { showPayment } from '../payments/show-payment.ts';
import { reachedNames, seenOf } from '../reached-names.ts';
import { noFields } from '../schemas.ts';
import { getUser } from './get-user.ts';
import { auditQuery, ofUser, shownUser, userAudit, userPage, userQuery } from './schemas.ts';
import * as show from './show-user.ts';

const described = { method: 'GET', tag: 'Users' } as const;
const permission = 'users:read';
const LATEST_PAYMENTS = 10;

const place = joi.object({
  phase: joi.string().valid('id', 'platform-user', 'email', 'name', 'surname').required(),
  id: joi.string().max(100).required(),
});

export interface UserReading {
  readonly search: StaffOperation;
  readonly get: WhiteLabelOperation;
  readonly listAudit: WhiteLabelOperation;
}

export function userReads(dependencies: AdminDependencies): UserReading {
  return { search: search(dependencies), get: get(dependencies), listAudit: listAudit(dependencies) };
}

function search({ users, brokers }: AdminDependencies): StaffOperation {
  return {
    ...described,
    operationId: 'searchUsers',
    path: '/users',
    summary: 'Find traders at all white labels in your reach',
    access: { kind: 'reach', permission, stepUp: false },
    effect: { kind: 'look', action: 'user.search', resource: 'users', fields: show.LISTED_FIELDS },
    request: { params: noFields, query: userQuery, body: noFields },
    response: { status: 200, schema: userPage, description: 'A page of them, by white label' },
    errors: [],
    async handle(call) {
      const { q = '', cursor, limit } = call.query;
      const found = await users.search({
        ...{ brokerNames: reachedNames(brokers, call), text: String(q), limit: Number(limit) },
        after: decodeCursor<UserSearchPlace>(cursor, place),
      });
      return {
        body: {
          items: found.users.map(show.showListedUser),
          nextCursor: found.next === null ? null : encodeCursor(found.next),
        },
        seen: seenOf(found.users.map(({ brokerName, id }) => ({ brokerName, userId: id }))),
      };
    },
  };
}

function get(dependencies: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'getUser',
    path: '/white-labels/:brokerName/users/:userId',
    summary: 'A trader with accounts, sessions, agreements, payments and KYC',
    access: { kind: 'white-label', permission, stepUp: false },
    effect: { kind: 'look', action: 'user.view', resource: 'users', fields: show.USER_FIELDS },
    request: { params: ofUser, query: noFields, body: noFields },
    response: { status: 200, schema: shownUser, description: 'All that is known of the trader here' },
    errors: ['user_unknown'],
    handle: (call) => describeUser(dependencies, call),
  };
}

async function describeUser(dependencies: AdminDependencies, { broker, params }: WhiteLabelCall) {
  const { users, trading, access, agreements, payments, kyc } = dependencies;
  const user = await getUser(users, broker, params.userId);
  const [accounts, sessions, signed, outstanding, latest, found] = await Promise.all([
    trading.listAccounts(broker, user),
    access.listSessions(broker, user),
    agreements.listSigned(broker, user),
    agreements.listOutstanding(broker, user, user.preferredLanguage),
    payments.listPayments(broker, { userId: user.id, limit: LATEST_PAYMENTS }),
    kyc.find(broker, user.id),
  ]);
  return {
    body: {
      ...show.showProfile(user),
      accounts: accounts.map(show.showAccount),
      sessions: sessions.map(show.showSession),
      agreements: { signed: signed.map(show.showSignature), outstanding: outstanding.map(show.showOutstanding) },
      payments: latest.map(showPayment),
      kyc: found === undefined ? null : showCase(found),
    },
    etag: etagOf(user),
    seen: [{ brokerName: broker.brokerName, personIds: [user.id] }],
  };
}

function listAudit({ users, audit }: AdminDependencies): WhiteLabelOperation {
  return {
    ...described,
    operationId: 'listUserAudit',
    path: '/white-labels/:brokerName/users/:userId/audit',
    summary: 'What staff did about a trader, and when they looked',
    access: { kind: 'white-label', permission: 'audit:read', stepUp: false },
    effect: { kind: 'read' },
    request: { params: ofUser, query: auditQuery, body: noFields },
    response: { status: 200, schema: userAudit, description: 'The latest entries of the change log' },
    errors: ['user_unknown'],
    async handle({ broker, params, query }) {
      const { id } = await getUser(users, broker, params.userId);
      const filter = { targetType: 'user', targetId: id };
      const entries = await audit.list(broker.brokerName, filter, { limit: Number(query.limit) });
      return { body: { id, items: entries.map(show.showEntry) } };
    },
  };
}
