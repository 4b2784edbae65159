import { ownPages } from './account/pages.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminPage } from './admin-page.ts';
import { agreementPagesOf } from './agreements/pages.ts';
import { apiKeyPages } from './api-keys/pages.ts';
import { brandingPages } from './branding/pages.ts';
import { clonePages } from './clones/pages.ts';
import { conformancePages } from './conformance/pages.ts';
import { historyPages } from './history/pages.ts';
import { kycPages } from './kyc/pages.ts';
import { linkPages } from './links/pages.ts';
import { logPages } from './logs/pages.ts';
import { newWhiteLabelPages } from './new-white-label/pages.ts';
import { oidcClientPages } from './oidc-clients/pages.ts';
import type { AdminOperations } from './operations.ts';
import { overviewPages } from './overview/pages.ts';
import { paymentPages } from './payments/pages.ts';
import { sessionPages } from './session/pages.ts';
import { settingsPages } from './settings/pages.ts';
import { staffPages } from './staff/pages.ts';
import { transferPages } from './transfer/pages.ts';
import { userPages } from './users/pages.ts';
import { webhookPagesOf } from './webhooks/pages.ts';
import { whiteLabelPages } from './white-labels/pages.ts';

/** Every page of the console, and every form. */
export function adminPages(dependencies: AdminDependencies, operations: AdminOperations): AdminPage[] {
  return [
    ...sessionPages(operations),
    ...overviewPages(operations),
    ...logPages(operations),
    ...settingsPages(operations),
    ...oidcClientPages(operations),
    ...webhookPagesOf(operations),
    ...agreementPagesOf(operations),
    ...apiKeyPages(operations),
    ...kycPages(operations),
    ...paymentPages(operations),
    ...userPages(operations),
    ...transferPages(operations),
    ...historyPages(operations),
    ...clonePages(dependencies, operations),
    ...linkPages(operations),
    ...ownPages(operations),
    ...staffPages(operations),
    ...conformancePages(operations),
    ...newWhiteLabelPages(dependencies, operations),
    ...brandingPages(dependencies, operations),
    // Last: a white label’s name stands where others have a word of their own, such as `new`.
    ...whiteLabelPages(dependencies, operations),
  ];
}
