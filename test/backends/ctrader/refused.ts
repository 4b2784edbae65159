import assert from 'node:assert/strict';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';

/** Expects a refusal by the platform: nothing was done, and its error code is in the detail. */
export function refused(code: string, errorCode: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.equal(error.code, code);
    assert.equal(error.outcome, 'not_done');
    assert.match(error.detail ?? '', /^not done: /);
    assert.ok(error.detail?.includes(errorCode), error.detail);
    return true;
  };
}
