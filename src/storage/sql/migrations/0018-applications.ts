import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const DEFAULT_ONBOARDING = {
  mode: 'workflow',
  states: [
    { id: 'submitted', name: 'Submitted', initial: true, final: false, createUser: false, next: ['in_review'] },
    {
      id: 'in_review',
      name: 'In review',
      initial: false,
      final: false,
      createUser: false,
      next: ['approved', 'refused'],
    },
    { id: 'approved', name: 'Approved', initial: false, final: true, createUser: true, next: [] },
    { id: 'refused', name: 'Refused', initial: false, final: true, createUser: false, next: [] },
  ],
};

/** Applications of those who want to become traders, and the way that each white label has them go. */
export const applications: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('brokers')
      .addColumn('onboarding_json', 'text', (column) => column.notNull().defaultTo(JSON.stringify(DEFAULT_ONBOARDING)))
      .execute();
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table applications (
    id text not null,
    broker_name text not null references brokers (broker_name),
    email text not null,
    first_name text,
    last_name text,
    preferred_language text not null,
    partner_id text,
    data_json text not null,
    state text not null,
    history_json text not null,
    pending_json text,
    user_id text,
    revision bigint not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    primary key (broker_name, id)
  )`,
  'create index applications_by_time on applications (broker_name, created_at_ms, id)',
  'create index applications_by_state on applications (broker_name, state, created_at_ms, id)',
  'create index applications_by_email on applications (broker_name, email, created_at_ms, id)',
];
