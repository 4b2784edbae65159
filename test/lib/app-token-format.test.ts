import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APP_TOKEN_PREFIXES, isClientTokenForm } from '../../src/lib/app-token-format.ts';
import { redact } from '../../src/lib/redact.ts';
import { newSecret } from '../../src/lib/secrets.ts';

test('row 49: a token of an issuer is masked wherever it is written down, by how it begins', () => {
  for (const prefix of Object.values(APP_TOKEN_PREFIXES)) {
    const token = `${prefix}${newSecret(32)}`;
    assert.equal(redact(`it was ${token}, they said`), 'it was [redacted], they said');
  }
});

test('only a token that an app got for itself has the form of one', () => {
  assert.equal(isClientTokenForm(`oc_${newSecret(32)}`), true);
  for (const text of [`oa_${newSecret(32)}`, newSecret(32), `oc_${newSecret(24)}`, `oc_${newSecret(32)}\n`, '']) {
    assert.equal(isClientTokenForm(text), false, text);
  }
});
