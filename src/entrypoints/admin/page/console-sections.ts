import type { StaffPermission } from '../../../lib/staff-permissions.ts';
import type { ConsoleViewer } from './console-viewer.ts';

/** One entry of the console's navigation. */
export interface ConsoleSection {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  /** `null` where everybody who is signed in may look. */
  readonly permission: StaffPermission | null;
  readonly group: '' | 'Set up' | 'Traders' | 'Records' | 'Bridge';
}

/** In the order in which they are shown; those of a group stand together. */
export const CONSOLE_SECTIONS = [
  { id: 'overview', label: 'Overview', path: '/admin', permission: null, group: '' },
  {
    id: 'white-labels',
    label: 'White labels',
    path: '/admin/white-labels',
    permission: 'white-labels:read',
    group: 'Set up',
  },
  {
    id: 'oidc-clients',
    label: 'OIDC clients',
    path: '/admin/oidc-clients',
    permission: 'oidc-clients:read',
    group: 'Set up',
  },
  { id: 'api-keys', label: 'API keys', path: '/admin/api-keys', permission: 'api-keys:read', group: 'Set up' },
  { id: 'agreements', label: 'Agreements', path: '/admin/agreements', permission: 'agreements:read', group: 'Set up' },
  { id: 'webhooks', label: 'Webhooks', path: '/admin/webhooks', permission: 'webhooks:read', group: 'Set up' },
  {
    id: 'conformance',
    label: 'Conformance',
    path: '/admin/conformance',
    permission: 'conformance:run',
    group: 'Set up',
  },
  { id: 'users', label: 'Users', path: '/admin/users', permission: 'users:read', group: 'Traders' },
  { id: 'payments', label: 'Payments', path: '/admin/payments', permission: 'payments:read', group: 'Traders' },
  { id: 'kyc', label: 'KYC', path: '/admin/kyc', permission: 'kyc:read', group: 'Traders' },
  { id: 'audit', label: 'Audit log', path: '/admin/audit', permission: 'audit:read', group: 'Records' },
  {
    id: 'privacy-log',
    label: 'Privacy log',
    path: '/admin/privacy-log',
    permission: 'privacy-log:read',
    group: 'Records',
  },
  { id: 'staff', label: 'Staff', path: '/admin/staff', permission: 'staff:read', group: 'Bridge' },
  { id: 'settings', label: 'Settings', path: '/admin/settings', permission: 'settings:read', group: 'Bridge' },
] as const satisfies readonly ConsoleSection[];

/** `account` is one's own, and stands in no navigation. */
export type ConsoleSectionId = (typeof CONSOLE_SECTIONS)[number]['id'] | 'account';

export interface NavigationGroup {
  readonly label: string;
  readonly entries: readonly (ConsoleSection & { readonly isCurrent: boolean })[];
}

/** What this viewer may look at; a group of which nothing is left is not there. */
export function navigationFor(viewer: ConsoleViewer, current: ConsoleSectionId): NavigationGroup[] {
  const sections: readonly ConsoleSection[] = CONSOLE_SECTIONS;
  const visible = sections.filter(({ permission }) => permission === null || viewer.can(permission));
  return [...new Set(visible.map(({ group }) => group))].map((label) => ({
    label,
    entries: visible
      .filter(({ group }) => group === label)
      .map((section) => ({ ...section, isCurrent: section.id === current })),
  }));
}
