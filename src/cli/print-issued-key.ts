import type { IssuedApiKey } from '../domain/api-keys/api-key-registration.ts';
import { print } from './print.ts';
import { shownApiKey } from './shown-api-key.ts';

/** Shows a key with its text and secret, the only time. @param title - What was done. */
export function printIssuedKey({ key, text, secret }: IssuedApiKey, title: string, options: { json?: boolean }): void {
  const lines = [
    title,
    `Key: ${text}`,
    ...(secret === null ? ['It is publishable and has no secret.'] : [`Secret: ${secret}`]),
    secret === null ? 'It is not shown again.' : 'They are not shown again.',
  ];
  print({ ...shownApiKey(key), key: text, secret }, options, lines.join('\n'));
}
