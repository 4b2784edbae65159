import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSettings } from '../../src/config/describe-settings.ts';
import { SETTINGS } from '../../src/config/settings.ts';

const SECRET = 'hush-hush';

function shown(environment: Record<string, string>) {
  return new Map(describeSettings(environment, {}).map((setting) => [setting.variable, setting.value]));
}

test('no password in an address is shown, wherever it stands', () => {
  const values = shown({
    DATABASE_URL: `postgres://user:${SECRET}@db.example:5432/bridge?password=${SECRET}`,
    REDIS_URL: `redis+cluster://user:p@${SECRET}@one.example:6379,two.example:6379`,
    SMTP_URL: `smtp://user:${SECRET}@mail.example:587`,
  });
  assert.equal(values.get('DATABASE_URL'), 'postgres://db.example:5432/bridge');
  assert.equal(values.get('REDIS_URL'), 'redis+cluster://one.example:6379,two.example:6379');
  assert.equal(values.get('SMTP_URL'), 'smtp://mail.example:587');
});

test('of what is called a key, a token, a secret or a password nothing is shown', () => {
  const secrets = Object.values(SETTINGS).filter(({ variable }) => /KEY|TOKEN|SECRET|PASSWORD/.test(variable));
  assert.ok(secrets.length >= 3);
  const values = shown(Object.fromEntries(secrets.map(({ variable }) => [variable, SECRET])));
  for (const { variable } of secrets) assert.equal(values.get(variable), null, variable);
});
