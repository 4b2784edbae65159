import { SettingsError } from '../config/load-settings.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../errors/catalogue.ts';
import { redact } from '../lib/redact.ts';

/** What went wrong, for the person at the terminal. */
export function explainFailure(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof BridgeError) {
    const { sentence, remedy } = ERROR_CATALOGUE[error.code];
    const at = error.field ? ` (${error.field})` : '';
    return `${sentence}${at}. ${remedy}`;
  }
  return redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
