import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, test } from 'node:test';
import { openSqliteExpiringStore } from '../../src/storage/sql/sqlite-expiring-store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();
after(() => folder.remove());

const token = (id: number) => ({ partition: 'wl', kind: 'token', id: String(id) });

/** As files were before entries named their groups themselves. */
const FORMER_FILE = `
  pragma journal_mode = wal;
  create table entry (
    partition text not null, kind text not null, id text not null, value text not null, version integer not null,
    spent integer not null, expires_at_ms integer, forget_at_ms integer, primary key (partition, kind, id)
  ) strict, without rowid;
  create table entry_group (
    partition text not null, kind text not null, id text not null, group_name text not null,
    primary key (partition, kind, id, group_name),
    foreign key (partition, kind, id) references entry on delete cascade
  ) strict, without rowid;
  insert into entry values ('wl', 'token', '1', 'former', 1, 0, 9e15, 9e15), ('wl', 'token', '2', 'other', 1, 0, 9e15, 9e15);
  insert into entry_group values ('wl', 'token', '1', 'user:1'), ('wl', 'token', '2', 'user:2');
  pragma user_version = 1;
`.replaceAll('9e15', '9000000000000000');

describe('groups that were dropped, in the embedded store', () => {
  test('a drop is remembered for as long as an entry of the group may be, and forgotten then', async () => {
    const file = join(folder.path, 'remembered.sqlite');
    const clock = createFakeClock();
    const store = openSqliteExpiringStore({ file, clock });
    await store.put(token(1), 'v', { validForMs: 1000, rememberForMs: 4000, groups: ['user:1'] });
    await store.dropGroup('wl', 'user:1');
    await store.put(token(2), 'v', { validForMs: 1000, groups: ['user:1'] });
    clock.advance(4999);
    await store.sweep(10);
    assert.equal(await store.get(token(1)), undefined, 'it is dropped, though it would be remembered still');
    assert.equal(countDrops(file), 1);
    clock.advance(1);
    assert.equal(await store.sweep(1), 1, 'the entry goes first');
    assert.equal(countDrops(file), 1);
    await store.sweep(10);
    assert.equal(countDrops(file), 0);
    await store.close();
  });

  test('an entry put after a drop was forgotten is alive, and goes with the next drop', async () => {
    const clock = createFakeClock();
    const store = openSqliteExpiringStore({ file: join(folder.path, 'again.sqlite'), clock });
    await store.put(token(1), 'v', { validForMs: 1000, groups: ['user:1'] });
    await store.dropGroup('wl', 'user:1');
    clock.advance(1000);
    await store.sweep(10);
    await store.put(token(2), 'v', { validForMs: 1000, groups: ['user:1'] });
    assert.equal((await store.get(token(2)))?.state, 'live');
    await store.dropGroup('wl', 'user:1');
    assert.equal(await store.get(token(2)), undefined);
    await store.close();
  });

  test('what was dropped stays dropped after the store was closed and opened again', async () => {
    const file = join(folder.path, 'reopened.sqlite');
    const clock = createFakeClock();
    const store = openSqliteExpiringStore({ file, clock });
    await store.put(token(1), 'v', { validForMs: 60_000, groups: ['user:1', 'grant:1'] });
    await store.dropGroup('wl', 'grant:1');
    await store.close();
    const again = openSqliteExpiringStore({ file, clock });
    assert.equal(await again.get(token(1)), undefined);
    assert.deepEqual(await again.takeOnce(token(1)), { outcome: 'absent' });
    await again.close();
  });

  test('a file of an earlier release opens with its entries, and its groups can be dropped', async () => {
    const file = join(folder.path, 'former.sqlite');
    const former = new DatabaseSync(file);
    former.exec(FORMER_FILE);
    former.close();
    const store = openSqliteExpiringStore({ file, clock: createFakeClock() });
    await store.put(token(3), 'new', { validForMs: 60_000, groups: ['user:1'] });
    assert.equal((await store.get(token(1)))?.value, 'former');
    await store.dropGroup('wl', 'user:1');
    assert.equal(await store.get(token(1)), undefined);
    assert.equal(await store.get(token(3)), undefined);
    assert.equal((await store.get(token(2)))?.value, 'other');
    await store.close();
  });
});

function countDrops(file: string): number {
  const database = new DatabaseSync(file);
  const row = database.prepare('select count(*) as count from dropped_group').get();
  database.close();
  return Number(row?.count);
}
