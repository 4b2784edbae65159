import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Payments whose money staff has to give back are few among all, and looked for at each visit of the console. */
export const givenBackByHand: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create index payments_by_hand on payments (broker_name, created_at_ms, id) where release_state = 'by_hand'`,
  `create index payments_of_all_by_hand on payments (created_at_ms, id) where release_state = 'by_hand'`,
];
