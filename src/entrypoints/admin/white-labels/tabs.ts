import type { ConsoleViewer } from '../page/console-viewer.ts';
import type { Crumb } from '../page/render-page.ts';

/** The pages about one white label, in the order of their tabs; `at` stands below `/admin/white-labels/:brokerName`. */
const TABS = [
  { id: 'overview', label: 'Overview', at: '' },
  { id: 'identification', label: 'Identification', at: '/identification' },
  { id: 'platform', label: 'Platform', at: '/platform' },
  { id: 'branding', label: 'Branding', at: '/branding' },
  { id: 'screens', label: 'Screens and URLs', at: '/screens' },
  { id: 'actions', label: 'Actions', at: '/actions' },
  { id: 'accounts', label: 'Accounts', at: '/accounts' },
  { id: 'payments', label: 'Payments', at: '/payments' },
  { id: 'tokens', label: 'Tokens', at: '/tokens' },
  { id: 'privacy', label: 'Privacy', at: '/privacy' },
  { id: 'secrets', label: 'Secrets', at: '/secrets' },
  { id: 'conformance', label: 'Conformance', at: '/conformance', needs: 'conformance:run' },
  { id: 'history', label: 'History', at: '/history' },
] as const;

export type WhiteLabelTab = (typeof TABS)[number]['id'];

export const WHITE_LABELS = '/admin/white-labels';

export function addressOfWhiteLabel(brokerName: string, at = ''): string {
  return `${WHITE_LABELS}/${encodeURIComponent(brokerName)}${at}`;
}

/** What the part `tabs` takes: those that the viewer may open. */
export function whiteLabelTabs(brokerName: string, current: WhiteLabelTab, { can }: Pick<ConsoleViewer, 'can'>) {
  const open = TABS.filter((tab) => !('needs' in tab) || can(tab.needs));
  return {
    label: `White label ${brokerName}`,
    tabs: open.map(({ id, label, at }) => ({
      ...{ label, href: addressOfWhiteLabel(brokerName, at) },
      isCurrent: id === current,
    })),
  };
}

/** The way to a page about one white label. */
export function whiteLabelCrumbs(brokerName: string, displayName: string): Crumb[] {
  return [
    { label: 'White labels', href: WHITE_LABELS },
    { label: displayName, href: addressOfWhiteLabel(brokerName) },
  ];
}
