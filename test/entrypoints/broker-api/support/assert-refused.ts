import assert from 'node:assert/strict';
import type { Answer } from './broker-api-stage.ts';

/** The one form of error: a code, a sentence, a page, and the field where there is one. */
export function assertRefused(
  { status, body, headers }: Answer,
  expectedStatus: number,
  code: string,
  field?: string,
): void {
  const error = body.error as Record<string, string>;
  assert.equal(status, expectedStatus, JSON.stringify(body));
  assert.equal(error.code, code, JSON.stringify(body));
  assert.ok((error.message ?? '').length > 0);
  assert.match(error.doc_url ?? '', new RegExp(`^http.*/docs/errors#${code}$`));
  if (field !== undefined) assert.equal(error.field, field);
  assert.match(headers.get('content-type') ?? '', /^application\/json/);
  assert.ok(headers.get('x-request-id'));
}
