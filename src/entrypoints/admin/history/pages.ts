import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { comparePages } from './compare-pages.ts';
import { historyPage } from './history-page.ts';
import { revisionPage } from './revision-page.ts';
import { undoPages } from './undo-pages.ts';

/** What white labels were set to; compared, and taken back. `compare` is no revision, and stands first. */
export function historyPages(operations: AdminOperations): AdminPage[] {
  return [historyPage(operations), ...comparePages(operations), revisionPage(operations), ...undoPages(operations)];
}
