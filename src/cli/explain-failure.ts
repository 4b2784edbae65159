import { SettingsError } from '../config/load-settings.ts';
import { isBridgeError } from '../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../errors/catalogue.ts';
import { redact } from '../lib/redact.ts';

/** Why a command failed, for the person or the program that gave it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export function explainFailure(error: unknown): Failure {
  if (error instanceof SettingsError) return { code: 'settings_invalid', message: error.message };
  if (isBridgeError(error)) {
    const { sentence, remedy } = ERROR_CATALOGUE[error.code];
    const at = error.field ? ` (${error.field})` : '';
    // Whoever runs a command may read the log too.
    const detail = error.detail ? `\n${redact(error.detail)}` : '';
    return { code: error.code, message: `${sentence}${at}. ${remedy}${detail}` };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal_error', message: redact(text) };
}
