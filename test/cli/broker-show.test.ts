import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, test } from 'node:test';
import { changeCashier } from '../support/change-cashier.ts';
import { runCli } from '../support/run-cli.ts';
import { startTestBridge } from '../support/start-bridge.ts';

const BROKER = 'financialhouse_main';

describe('drawbridge broker show', () => {
  test('row 49: shows when a cashier was changed, and neither secrets nor what seals them', async (t) => {
    const bridge = await startTestBridge({ keepFolder: true });
    t.after(() => rmSync(bridge.dataDir, { recursive: true }));
    const { platform, payments } = bridge.app.brokers.get(BROKER);
    const before = await changeCashier(bridge, BROKER, { kind: 'off' });
    await bridge.close();
    const { exitCode, stdout } = await runCli(['broker', 'show', BROKER, '--json'], { DATA_DIR: bridge.dataDir });
    assert.equal(exitCode, 0);
    const [retired] = JSON.parse(stdout).payments.retiredCashierSecrets;
    assert.deepEqual(Object.keys(retired), ['retiredAt', 'endsAt']);
    assert.equal(Date.parse(retired.endsAt) - Date.parse(retired.retiredAt), 30 * 86_400_000);
    assert.ok(before.kind === 'redirect' && payments.cashier.kind === 'redirect');
    for (const secret of [before.sealedSecret, platform.sealedManagerPassword, 'sandbox-cashier-']) {
      assert.equal(stdout.includes(secret), false);
    }
  });
});
