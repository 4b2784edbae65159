import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { foldName } from '../../../lib/fold-name.ts';

/** What staff looks for users and payments by, at one white label or at many. */
export const searches: Migration = {
  async up(db: Kysely<unknown>) {
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of COLUMNS) await sql.raw(statement).execute(db);
    await foldNames(db);
    for (const statement of indices(isPostgres ? ' collate "C"' : '')) await sql.raw(statement).execute(db);
  },
};

const COLUMNS = [
  `alter table users add column search_name text not null default ''`,
  `alter table users add column search_surname text not null default ''`,
];

/** @param bytes - What makes an engine compare bytes, as the searches do; SQLite does so anyway. */
function indices(bytes: string): string[] {
  return [
    // SQLite has one of its own, for they are unique.
    ...(bytes === '' ? [] : [`create index users_by_email on users (broker_name${bytes}, email${bytes})`]),
    `create index users_by_name on users (broker_name${bytes}, search_name${bytes}, id)`,
    `create index users_by_surname on users (broker_name${bytes}, search_surname${bytes}, id)`,
    `create index users_by_platform_id on users (platform_user_id)`,

    'drop index payments_by_time',
    'create index payments_by_time on payments (broker_name, created_at_ms, id)',
    'create index payments_by_state on payments (broker_name, state, created_at_ms, id)',
    'create index payments_of_all_by_time on payments (created_at_ms, id)',
    'create index payments_of_all_by_state on payments (state, created_at_ms, id)',
    'create index payments_by_id on payments (id)',
    'create index payments_by_reference on payments (cashier_reference) where cashier_reference is not null',
  ];
}

const USERS_AT_ONCE = 1000;

interface NamedUser {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** Neither engine folds the letters of every language. */
async function foldNames(db: Kysely<unknown>): Promise<void> {
  let last = '';
  for (;;) {
    const { rows } = await sql<NamedUser>`select id, first_name, last_name from users where id > ${last}
      order by id limit ${USERS_AT_ONCE}`.execute(db);
    const named = rows.filter(({ first_name, last_name }) => first_name !== null || last_name !== null);
    if (named.length > 0) await writeNames(db, named);
    if (rows.length < USERS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? '';
  }
}

async function writeNames(db: Kysely<unknown>, users: readonly NamedUser[]): Promise<void> {
  const values = users.map(({ id, first_name, last_name }) => {
    const [first, surname] = [first_name ?? '', last_name ?? ''];
    return sql`(${id}, ${foldName(`${first} ${surname}`)}, ${foldName(`${surname} ${first}`)})`;
  });
  await sql`with folded (id, name, surname) as (values ${sql.join(values)})
    update users set search_name = folded.name, search_surname = folded.surname
    from folded where users.id = folded.id`.execute(db);
}
