import type { SqliteTables } from './open-sqlite-database.ts';

/**
 * The tables of the embedded expiring store. They are no records and never leave their file, so they have no migrations:
 * a change that is no new table and no new column takes another file name.
 *
 * An entry that ends by itself names its groups, and how many groups had been dropped when it was put: dropping a group
 * then is one row, and putting an entry costs nothing for its groups. An entry without end would stay, so it is listed
 * under its groups and goes with them.
 */
export const EXPIRING_TABLES: SqliteTables = {
  version: 2,
  columns: [
    ['entry', 'groups', "text not null default ''"],
    ['entry', 'drops_before', 'integer not null default 0'],
  ],
  tables: `
  create table if not exists entry (
    partition text not null,
    kind text not null,
    id text not null,
    value text not null,
    version integer not null,
    spent integer not null,
    expires_at_ms integer,
    forget_at_ms integer,
    primary key (partition, kind, id)
  ) strict, without rowid;
  create index if not exists entry_by_end on entry (forget_at_ms) where forget_at_ms is not null;

  create table if not exists entry_group (
    partition text not null,
    kind text not null,
    id text not null,
    group_name text not null,
    primary key (partition, kind, id, group_name),
    foreign key (partition, kind, id) references entry on delete cascade
  ) strict, without rowid;
  create index if not exists entry_group_by_name on entry_group (partition, group_name);

  create table if not exists counter (
    partition text not null,
    kind text not null,
    id text not null,
    count integer not null,
    resets_at_ms integer not null,
    primary key (partition, kind, id)
  ) strict, without rowid;
  create index if not exists counter_by_end on counter (resets_at_ms);

  create table if not exists dropped_group (
    partition text not null,
    group_name text not null,
    drop_number integer not null,
    forget_at_ms integer not null,
    primary key (partition, group_name)
  ) strict, without rowid;
  create index if not exists dropped_group_by_end on dropped_group (forget_at_ms);

  create table if not exists drops (
    id integer primary key check (id = 1),
    count integer not null
  ) strict;
  insert into drops (id, count) values (1, 0) on conflict do nothing;
`,
};
