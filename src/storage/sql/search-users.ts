import { type SqlBool, sql } from 'kysely';
import type { User } from '../../domain/users/user.ts';
import type { UserMatch, UserSearchQuery } from '../../domain/users/user-store.ts';
import { byBytes } from './by-bytes.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase, UserTable } from './schema.ts';
import { toSearchNames, toUser } from './user-rows.ts';

type Engine = RecordConnection['engine'];
type Condition = ReturnType<typeof sql<SqlBool>>;

/** By white label first, so that each of them is one stretch of an index, however many there are and whoever else is there. */
export async function searchUsers(db: RecordDatabase, engine: Engine, query: UserSearchQuery): Promise<User[]> {
  const names = byBytes(query.brokerNames ?? (await allNames(db)));
  const { after, limit } = query;
  if (after === undefined) return run(db, engine, { ...query, brokerNames: names });
  const own = await run(db, engine, { ...query, brokerNames: [after.brokerName] });
  const later = names.slice(names.indexOf(after.brokerName) + 1);
  if (own.length >= limit || later.length === 0) return own;
  const { after: _passed, ...rest } = query;
  return [...own, ...(await run(db, engine, { ...rest, brokerNames: later, limit: limit - own.length }))];
}

type Run = UserSearchQuery & { readonly brokerNames: readonly string[] };

async function run(db: RecordDatabase, engine: Engine, query: Run): Promise<User[]> {
  const { rows } = await userSearchStatement(engine, query).execute(db);
  return rows.map(toUser);
}

/** Exported for who wants to know how an engine goes about it. */
export function userSearchStatement(engine: Engine, { brokerNames, match, unless, after, limit }: Run) {
  const column = columnOf(engine, match);
  // Within a white label all but names are unique.
  const isName = match.by === 'name' || match.by === 'surname';
  const place = isName ? sql`${column}, id` : column;
  const conditions = [
    isOneOf(engine, brokerNames),
    matches(engine, match),
    ...unless.map((one) => sql<SqlBool>`coalesce(not ${matches(engine, one)}, true)`),
  ];
  if (after) {
    const last = isName ? sql`${keyOf(after, match)}, ${after.id}` : sql`${keyOf(after, match)}`;
    conditions.push(sql<SqlBool>`(${place}) > (${last})`);
  }
  return sql<UserTable>`select * from users where ${sql.join(conditions, sql` and `)}
    order by ${inBytes(engine, 'broker_name')}, ${place} limit ${limit}`;
}

function isOneOf(engine: Engine, names: readonly string[]): Condition {
  const broker = inBytes(engine, 'broker_name');
  const [name] = names;
  if (names.length === 1) return sql<SqlBool>`${broker} = ${name}`;
  if (engine === 'postgres') return sql<SqlBool>`${broker} = any(${[...names]}::text[])`;
  return sql<SqlBool>`${broker} in (select value from json_each(${JSON.stringify(names)}))`;
}

function matches(engine: Engine, match: UserMatch): Condition {
  const column = columnOf(engine, match);
  if (match.by === 'id') return sql<SqlBool>`${column} = ${match.text}`;
  if (match.by === 'platform-user') return sql<SqlBool>`${column} = ${match.number}`;
  if (match.text === '') return sql<SqlBool>`${column} >= ''`;
  return sql<SqlBool>`(${column} >= ${match.text} and ${column} < ${endOf(match.text)})`;
}

/** The first text after all those that begin so, for who compares bytes; no text has this last of all characters. */
function endOf(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

function columnOf(engine: Engine, { by }: UserMatch) {
  if (by === 'id') return sql.ref('id');
  if (by === 'platform-user') return sql.ref('platform_user_id');
  return inBytes(engine, { email: 'email', name: 'search_name', surname: 'search_surname' }[by]);
}

function keyOf(user: User, { by }: UserMatch): string | number | null {
  if (by === 'id') return user.id;
  if (by === 'platform-user') return user.platformUserId;
  if (by === 'email') return user.email;
  const { search_name, search_surname } = toSearchNames(user);
  return by === 'name' ? search_name : search_surname;
}

/** SQLite compares bytes anyway; PostgreSQL would sort as the language of its database does. */
function inBytes(engine: Engine, column: string) {
  return engine === 'postgres' ? sql`${sql.ref(column)} collate "C"` : sql`${sql.ref(column)}`;
}

async function allNames(db: RecordDatabase): Promise<string[]> {
  const rows = await db.selectFrom('brokers').select('broker_name').execute();
  return rows.map((row) => row.broker_name);
}
