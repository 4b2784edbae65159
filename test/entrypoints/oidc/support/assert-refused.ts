import assert from 'node:assert/strict';
import { type ProtocolAnswer, parametersOf } from './issuer-caller.ts';

/** A page that leads nowhere: whoever made the address gets nothing from it. */
export function assertErrorPage(answer: ProtocolAnswer, address?: string): void {
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}: ${answer.text.slice(0, 300)}`);
  assert.equal(answer.headers.location, undefined);
  assert.match(answer.headers['content-type'] ?? '', /^text\/html/);
  assert.match(String(answer.headers['content-security-policy'] ?? ''), /default-src 'none'/);
  if (address !== undefined) assert.ok(!answer.text.includes(address), 'the address stands on the page');
}

/** An error that the app is told at its redirect URI. */
export function assertErrorRedirect(answer: ProtocolAnswer, error: string | readonly string[], uri: string): void {
  assert.equal(answer.status, 303, answer.text.slice(0, 300));
  assert.ok(answer.headers.location?.startsWith(`${uri}?`), answer.headers.location);
  const { error: told = '', code } = parametersOf(answer);
  assert.ok([error].flat().includes(told), `${told} ${parametersOf(answer).error_description}`);
  assert.equal(code, undefined);
}

/** An error that whoever calls is told in JSON. */
export function assertError(answer: ProtocolAnswer, status: number, error?: string | readonly string[]): void {
  assert.equal(answer.status, status, answer.text);
  const { body, headers } = answer;
  if (error !== undefined) assert.ok([error].flat().includes(String(body.error)), answer.text);
  for (const name of ['access_token', 'refresh_token', 'id_token']) assert.equal(body[name], undefined);
  assert.match(headers['cache-control'] ?? '', /no-store/);
}
