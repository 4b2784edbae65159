import type { DatabaseSync } from 'node:sqlite';

/** Every statement of the embedded expiring store, prepared once. */
export type ExpiringStatements = Readonly<Record<keyof typeof STATEMENTS, ReturnType<DatabaseSync['prepare']>>>;

export function prepareExpiringStatements(database: DatabaseSync): ExpiringStatements {
  const prepared = Object.entries(STATEMENTS).map(([name, text]) => [name, database.prepare(text)]);
  return Object.fromEntries(prepared) as ExpiringStatements;
}

const THIS_ONE = 'partition = ? and kind = ? and id = ?';

/** Whether one of its groups was dropped after it was put. */
const DROPPED = `
  groups <> '' and exists (
    select 1 from dropped_group as dropped
    where dropped.partition = entry.partition and dropped.drop_number > entry.drops_before
    and dropped.group_name in (select value from json_each(entry.groups)))`;

const STATEMENTS = {
  insert: `
    insert into entry (partition, kind, id, value, version, spent, expires_at_ms, forget_at_ms, groups, drops_before)
    values (?, ?, ?, ?, 1, 0, ?, ?, ?, (select count from drops)) on conflict do nothing`,
  insertGroup: `
    insert into entry_group (partition, kind, id, group_name) values (?, ?, ?, ?) on conflict do nothing`,
  select: `
    select value, version, spent, expires_at_ms, forget_at_ms from entry where ${THIS_ONE} and not (${DROPPED})`,
  spend: `
    update entry set spent = 1
    where ${THIS_ONE} and spent = 0 and (expires_at_ms is null or expires_at_ms > ?) and not (${DROPPED})
    returning value`,
  replace: `
    update entry set value = ?, version = version + 1
    where ${THIS_ONE} and version = ? and spent = 0 and (expires_at_ms is null or expires_at_ms > ?)
    and not (${DROPPED})`,
  remove: `
    delete from entry where ${THIS_ONE}`,
  removeGroup: `
    delete from entry where partition = ? and (kind, id) in
    (select kind, id from entry_group where partition = ? and group_name = ?)`,
  countDrop: `
    update drops set count = count + 1`,
  dropGroup: `
    insert into dropped_group (partition, group_name, drop_number, forget_at_ms)
    select ?, ?, (select count from drops), last.forget_at_ms
    from (select max(forget_at_ms) as forget_at_ms from entry where forget_at_ms is not null) as last
    where last.forget_at_ms is not null
    on conflict do update set drop_number = excluded.drop_number, forget_at_ms = excluded.forget_at_ms`,
  removeCounter: `
    delete from counter where ${THIS_ONE}`,
  addToCounter: `
    insert into counter (partition, kind, id, count, resets_at_ms) values (?, ?, ?, ?, ?)
    on conflict do update set
      count = iif(resets_at_ms <= ?, 0, count) + excluded.count,
      resets_at_ms = iif(resets_at_ms <= ?, excluded.resets_at_ms, resets_at_ms)
    returning count, resets_at_ms`,
  selectCounter: `
    select count, resets_at_ms from counter where ${THIS_ONE} and resets_at_ms > ?`,
  sweepEntries: `
    delete from entry where (partition, kind, id) in
    (select partition, kind, id from entry where forget_at_ms <= ? order by forget_at_ms limit ?)`,
  sweepCounters: `
    delete from counter where (partition, kind, id) in
    (select partition, kind, id from counter where resets_at_ms <= ? order by resets_at_ms limit ?)`,
  sweepDroppedGroups: `
    delete from dropped_group where (partition, group_name) in
    (select partition, group_name from dropped_group where forget_at_ms <= ? order by forget_at_ms limit ?)`,
};
