import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { STAFF_ROLE_NAMES, STAFF_ROLES, type StaffPermission } from '../../../src/lib/staff-permissions.ts';
import { missingPrograms } from '../../support/missing-programs.ts';
import { openShell, type Shell } from '../../support/shell.ts';
import { PROJECT_FOLDER } from '../../support/start-bridge.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';

const PAGE = readFileSync(join(PROJECT_FOLDER, 'docs/admin.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
const ROW = /^\| `([a-z-]+:[a-z]+)` \| [^|]+ \|(.*)\|$/gm;

describe('docs/admin.md', () => {
  test('grants each role what the bridge grants it, and leaves out no permission', () => {
    const told = [...PAGE.matchAll(ROW)].map(([, permission = '', cells = '']) => {
      const marks = cells.split('|').map((cell) => cell.trim() === '✓');
      return [permission, STAFF_ROLE_NAMES.filter((_role, index) => marks[index])];
    });
    const all = new Set<StaffPermission>(STAFF_ROLE_NAMES.flatMap((role) => STAFF_ROLES[role]));
    const granted = [...all].map((permission) => [
      permission,
      STAFF_ROLE_NAMES.filter((role) => STAFF_ROLES[role].includes(permission)),
    ]);
    assert.deepEqual(told.sort(), granted.sort());
  });
});

describe('the admin API of docs/admin.md', { skip: missingPrograms(['bash', 'curl']) }, () => {
  let bridge: WiredBridge;
  let shell: Shell;
  before(async () => {
    bridge = await startWiredBridge();
    shell = openShell({ cwd: PROJECT_FOLDER, environment: {}, replaced: [['http://127.0.0.1:3000', bridge.url]] });
  });
  after(async () => {
    await shell?.close();
    await bridge?.close();
  });

  const paste = (index: number): Promise<string> => shell.paste(BLOCKS[index] ?? '');

  test('works line by line: signing in, a change by its revision, a proof, a new password, signing out', async () => {
    assert.equal(BLOCKS.length, 3);
    const { items } = JSON.parse(await paste(0));
    assert.ok(items.some(({ id }: { id: string }) => id === 'tradingtech_main'));
    const changed = JSON.parse(await paste(1));
    assert.equal(changed.settings.branding.accentLight, '#0f766e');
    const made = JSON.parse(await paste(2));
    assert.ok(made.password.length >= 24);
    const { length } = bridge.app.brokers.livePasswords(bridge.app.brokers.get('tradingtech_main'));
    assert.equal(length, 2);
  });
});
