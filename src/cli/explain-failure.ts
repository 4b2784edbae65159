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
  if (isFileFault(error)) {
    const message = `${error.message}. Set DATA_DIR to a folder that the bridge may write to.`;
    return { code: 'data_folder_unusable', message };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal_error', message: redact(text) };
}

/** The only files that are written are those of `DATA_DIR`. */
function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['EACCES', 'EEXIST', 'EISDIR', 'ENOTDIR', 'ENOSPC', 'EPERM', 'EROFS', 'ENOENT'].includes(code);
}
