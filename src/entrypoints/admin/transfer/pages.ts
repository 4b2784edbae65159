import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { exportPages } from './export-pages.ts';
import { importPages } from './import-pages.ts';

/** White labels as one document. Their addresses are no names of white labels, and stand before those. */
export function transferPages(operations: AdminOperations): AdminPage[] {
  return [...exportPages(operations), ...importPages(operations)];
}
