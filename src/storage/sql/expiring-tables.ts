/**
 * The tables of the embedded expiring store. They are no records and never leave their file, so they have no migrations:
 * a change that does not fit `if not exists` takes another file name.
 */
export const EXPIRING_TABLES = `
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
`;
