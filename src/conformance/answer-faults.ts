import type { HttpAnswer } from './http-exchange.ts';
import type { SecretBook } from './secret-book.ts';

const TOKEN_FIELDS = new Set(['userId', 'accessToken', 'inappToken', 'token', 'crmApiToken']);

const STACK_TRACE = /(?:\n|\\n)\s*at .{1,200}:\d+|node_modules[/\\]|Traceback \(most recent call last\)|\.java:\d+\)/;

/**
 * What is wrong with an answer of calls 4.1 to 4.5, whatever was asked.
 *
 * @returns One sentence for each fault.
 */
export function faultsOfCallAnswer(answer: HttpAnswer, secrets: SecretBook): string[] {
  if (answer.failure !== null) return [answer.failure];
  const faults = faultsOfAnyAnswer(answer);
  if (!answer.headers.get('x-request-id')) faults.push('no X-Request-Id header');
  if (answer.status === 204) return answer.text === '' ? faults : [...faults, 'a 204 with a body'];
  if (!isJson(answer)) faults.push(`content type is ${answer.headers.get('content-type') ?? 'absent'}, not JSON`);
  if (answer.status >= 400) faults.push(...faultsOfError(answer, secrets));
  return faults;
}

/** What is wrong with an answer of a screen. */
export function faultsOfScreenAnswer(answer: HttpAnswer): string[] {
  if (answer.failure !== null) return [answer.failure];
  const faults = faultsOfAnyAnswer(answer);
  if (!/\bno-store\b/.test(answer.headers.get('cache-control') ?? '')) faults.push('no Cache-Control: no-store');
  if (answer.headers.get('referrer-policy') !== 'no-referrer') faults.push('no Referrer-Policy: no-referrer');
  return faults;
}

function faultsOfAnyAnswer(answer: HttpAnswer): string[] {
  const faults: string[] = [];
  if (answer.status >= 500) faults.push(`the server failed with ${answer.status}`);
  if (STACK_TRACE.test(answer.text)) faults.push('a stack trace in the body');
  return faults;
}

function faultsOfError(answer: HttpAnswer, secrets: SecretBook): string[] {
  const faults: string[] = [];
  const body = parseJson(answer.text);
  const missing = ['error', 'message', 'code'].filter((field) => {
    const value = isRecord(body) ? body[field] : undefined;
    return typeof value !== 'string' || value === '';
  });
  if (missing.length > 0) faults.push(`error body without ${missing.join(', ')}`);
  for (const field of tokenFieldsIn(body)) faults.push(`error body with the field "${field}"`);
  // Escapes may hide a secret in the text but not in the parsed strings.
  const everything = [answer.text, ...stringsIn(body), ...answer.headers.values()].join('\n');
  for (const secret of secrets.foundIn(everything)) faults.push(`error answer repeats the secret ${secret}`);
  return faults;
}

function tokenFieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tokenFieldsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(TOKEN_FIELDS.has(name) ? [name] : []),
    ...tokenFieldsIn(inner),
  ]);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function isJson(answer: HttpAnswer): boolean {
  return /^application\/json\s*(;|$)/i.test(answer.headers.get('content-type') ?? '');
}

/** @returns `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
