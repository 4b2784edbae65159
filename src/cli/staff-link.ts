import type { Settings } from '../config/load-settings.ts';

/** Where a member of staff uses a token that is shown once. */
export function staffLink(
  { publicUrl }: Pick<Settings, 'publicUrl'>,
  page: 'invitation' | 'new-password',
  token: string,
): string {
  return `${publicUrl}/admin/${page}?token=${token}`;
}
