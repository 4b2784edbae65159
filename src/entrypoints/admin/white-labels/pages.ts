import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { listPage } from './list-page.ts';
import { overviewPage } from './overview-page.ts';
import { platformTestPage } from './platform-page.ts';
import { previewPage } from './preview-page.ts';
import { secretsPages } from './secrets-pages.ts';
import { settingsPages } from './settings-page.ts';
import { switchPages } from './switch-pages.ts';

/** White labels: the list, and the tabs of each. */
export function whiteLabelPages(dependencies: AdminDependencies, { whiteLabels }: AdminOperations): AdminPage[] {
  return [
    listPage(whiteLabels),
    overviewPage(dependencies, whiteLabels),
    ...settingsPages(whiteLabels),
    ...secretsPages(whiteLabels),
    ...switchPages(whiteLabels),
    platformTestPage(whiteLabels),
    previewPage(whiteLabels),
  ];
}
