import type { RawBuilder } from 'kysely';
import { byBytes } from '../../src/storage/sql/by-bytes.ts';
import { backlogStatement, IS_UNCONFIRMED, isUndelivered } from '../../src/storage/sql/count-backlog.ts';
import type { RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { paymentSearchStatement } from '../../src/storage/sql/search-payments.ts';
import { userSearchStatement } from '../../src/storage/sql/search-users.ts';
import { fillingBroker } from './fill-records.ts';

/** Every kind of search, over what `fillRecords` writes; the first white labels, and all of them. */
export function explainedSearches(
  engine: RecordConnection['engine'],
  brokers: number,
): Readonly<Record<string, RawBuilder<unknown>>> {
  const all = byBytes(Array.from({ length: brokers }, (_, index) => fillingBroker(index)));
  const some = all.slice(0, Math.ceil(brokers / 10));
  const [one = ''] = all;
  const limit = 26;
  const users = (names: readonly string[], match: Parameters<typeof userSearchStatement>[1]['match']) =>
    userSearchStatement(engine, { brokerNames: names, match, unless: [], limit });
  const name = { by: 'name', text: 'ada be' } as const;
  const email = { by: 'email', text: 'ada.be' } as const;
  const backlog = (table: 'mail_outbox' | 'logout_outbox', brokerNames: readonly string[] | null) =>
    backlogStatement(engine, { table, brokerNames });
  const undelivered = (state: 'pending' | 'dead', brokerNames: readonly string[] | null) =>
    backlogStatement(engine, { table: 'webhook_deliveries', which: isUndelivered(state), brokerNames });
  const unconfirmed = (brokerNames: readonly string[] | null) =>
    backlogStatement(engine, { table: 'payments', which: IS_UNCONFIRMED, brokerNames });
  const payments = (search: object) => paymentSearchStatement(engine, { brokerNames: null, limit, ...search });
  return {
    'user by id': users(all, { by: 'id', text: 'user-77' }),
    'user by the platform’s id': users(all, { by: 'platform-user', number: 10_000_077 }),
    'users by email address': users(all, email),
    'users by email address, not by id': userSearchStatement(engine, {
      ...{ brokerNames: all, match: email, limit },
      unless: [
        { by: 'id', text: 'ada.be' },
        { by: 'platform-user', number: 7 },
      ],
    }),
    'users by email address, some white labels': users(some, email),
    'users by email address, one white label': users([one], email),
    'users by one letter of an email address': users(all, { by: 'email', text: 'a' }),
    'users by one letter of a name, some white labels': users(some, { by: 'name', text: 'a' }),
    'users by name': users(all, name),
    'users by last name': users(all, { by: 'surname', text: 'quin' }),
    'users by name, not by email address': userSearchStatement(engine, {
      ...{ brokerNames: some, match: name, limit },
      unless: [{ by: 'email', text: 'ada' }],
    }),
    'all users': users(all, { by: 'email', text: '' }),
    'all payments': payments({}),
    'payments by state': payments({ state: 'unconfirmed' }),
    'payments of some white labels': payments({ brokerNames: some }),
    'payments of some white labels by state': payments({ brokerNames: some, state: 'unconfirmed' }),
    'payments of one white label': payments({ brokerNames: [one] }),
    'payments of a user': payments({ brokerNames: [one], userId: 'user-1000' }),
    'payments by reference': payments({ reference: 'ref-77' }),
    'payments by reference, some white labels': payments({ brokerNames: some, reference: 'ref-77' }),
    'letters that wait': backlog('mail_outbox', null),
    'log-outs that wait, some white labels': backlog('logout_outbox', some),
    'deliveries that wait': undelivered('pending', null),
    'deliveries that were given up, some white labels': undelivered('dead', some),
    'payments that are unconfirmed': unconfirmed(null),
    'payments that are unconfirmed, some white labels': unconfirmed(some),
    'payments to give back': payments({ isByHand: true }),
    'payments to give back, some white labels': payments({ brokerNames: some, isByHand: true }),
    'payments to give back, one white label': payments({ brokerNames: [one], isByHand: true }),
    'payments behind others': payments({ after: { createdAtMs: 1_700_000_000_000, id: 'pay-1' } }),
  };
}
