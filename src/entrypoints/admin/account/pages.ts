import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { accountPages } from './account-page.ts';
import { factorPages } from './factor-pages.ts';
import { passkeyPages } from './passkey-pages.ts';
import { ownSessionPages } from './session-pages.ts';

/** What members see and change of their own. */
export function ownPages(operations: AdminOperations): AdminPage[] {
  return [
    ...accountPages(operations),
    ...factorPages(operations),
    ...passkeyPages(operations),
    ...ownSessionPages(operations),
  ];
}
