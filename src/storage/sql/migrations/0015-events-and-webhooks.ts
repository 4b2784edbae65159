import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What happened, who is to be told of it, and what became of that. */
export const eventsAndWebhooks: Migration = {
  async up(db: Kysely<unknown>) {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    const counter = isPostgres
      ? 'bigint generated always as identity primary key'
      : 'integer primary key autoincrement';
    for (const statement of [eventTable(counter), ...STATEMENTS]) await sql.raw(statement).execute(db);
  },
};

function eventTable(counter: string): string {
  return `create table bridge_events (
    sequence ${counter},
    id text not null unique,
    broker_name text not null references brokers (broker_name),
    type text not null,
    object_id text not null,
    data_json text not null,
    is_fanned_out bigint not null check (is_fanned_out in (0, 1)),
    created_at_ms bigint not null
  )`;
}

/**
 * A delivery may outlive its webhook: it is never sent then, and is swept with its event. Those who change webhooks or fan
 * events out do so one after the other, by the row of `revisions`.
 */
const STATEMENTS = [
  'create index bridge_events_new on bridge_events (sequence) where is_fanned_out = 0',
  'create index bridge_events_of_broker on bridge_events (broker_name, sequence)',
  'create index bridge_events_of_object on bridge_events (broker_name, object_id, sequence)',
  'create index bridge_events_by_time on bridge_events (created_at_ms)',
  `create table webhooks (
    id text primary key,
    broker_name text not null references brokers (broker_name),
    url text not null,
    event_types_json text,
    description text not null,
    enabled bigint not null check (enabled in (0, 1)),
    secrets_json text not null,
    failing_since_ms bigint,
    revision bigint not null,
    created_at_ms bigint not null
  )`,
  'create index webhooks_of_broker on webhooks (broker_name, id)',
  `create table webhook_deliveries (
    id text primary key,
    broker_name text not null references brokers (broker_name),
    webhook_id text not null,
    event_id text not null references bridge_events (id),
    event_sequence bigint not null,
    object_id text not null,
    state text not null check (state in ('pending', 'delivered', 'dead')),
    failures bigint not null,
    due_at_ms bigint not null,
    lease_holder text,
    tries_json text not null,
    retries_from_ms bigint not null,
    created_at_ms bigint not null,
    unique (webhook_id, event_id)
  )`,
  `create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at_ms) where state = 'pending'`,
  `create index webhook_deliveries_in_order on webhook_deliveries (webhook_id, object_id, event_sequence)
    where state = 'pending'`,
  'create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, event_sequence)',
  'create index webhook_deliveries_of_event on webhook_deliveries (event_id)',
  'create index webhook_deliveries_by_time on webhook_deliveries (created_at_ms)',
  `insert into revisions (subject, revision) values ('webhooks', 0)`,
];
