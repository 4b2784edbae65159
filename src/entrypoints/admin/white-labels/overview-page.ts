import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { PageAction } from '../page/render-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { addressOfWhiteLabel } from './tabs.ts';
import { findShown, type ShownWhiteLabel, showWhiteLabelPage } from './white-label-page.ts';

/** What a white label is, at a glance, and what can be done with it as a whole. */
export function overviewPage({ publicUrl }: AdminDependencies, operations: WhiteLabelOperations): AdminPage {
  return {
    method: 'GET',
    path: '/admin/white-labels/:brokerName',
    access: 'staff',
    async handle(call) {
      const shown = await findShown(call, operations);
      return showWhiteLabelPage(call, shown, {
        ...{ tab: 'overview', view: 'white-labels/overview', actions: actionsOf(call, shown) },
        data: {
          shown: shown.settings,
          address: addressOfWhiteLabel(shown.id),
          facts: [...namesOf(shown), ...linesOf(shown)],
          screens: screensOf(publicUrl, shown),
          revision: shown.revision,
          sessionsEndedAtMs: shown.sessionsEndedAt === null ? null : Date.parse(shown.sessionsEndedAt),
          canChange: call.viewer.can('white-labels:write'),
          canEndSessions: call.viewer.can('secrets:write'),
        },
      });
    },
  };
}

function actionsOf({ viewer }: StaffPageCall, { id }: ShownWhiteLabel): PageAction[] {
  return [
    { label: 'Compare', href: addressOfWhiteLabel(id, '/compare') },
    ...(viewer.can('configuration:export') ? [{ label: 'Export', href: addressOfWhiteLabel(id, '/export') }] : []),
    ...(viewer.can('white-labels:create') ? [{ label: 'Clone', href: addressOfWhiteLabel(id, '/clone') }] : []),
    ...(viewer.can('conformance:run') ? [{ label: 'Conformance', href: addressOfWhiteLabel(id, '/conformance') }] : []),
  ];
}

function namesOf({ id, settings }: ShownWhiteLabel) {
  const { brokerCrmName, whiteLabelOf, enabled, hosts } = settings;
  const parent = whiteLabelOf === null ? null : { text: whiteLabelOf, href: addressOfWhiteLabel(whiteLabelOf) };
  return [
    { term: 'Status', value: { badge: enabled ? 'enabled' : 'disabled' } },
    { term: 'brokerName', value: { code: id } },
    { term: 'brokerCrmName', value: { code: brokerCrmName } },
    ...(parent ? [{ term: 'White label of', value: parent }] : []),
    { term: 'Host names', value: hosts.length === 0 ? 'none of its own' : hosts.join(', ') },
  ];
}

const CASHIERS = { sandbox: 'The sandbox’s: moves no money', redirect: 'The broker’s own page', off: 'None' };

function linesOf({ settings }: ShownWhiteLabel) {
  const { platform, screens, payments, agreements } = settings;
  return [
    { term: 'Platform', value: { code: platform.baseUrl, note: `manager ${platform.managerLogin}` } },
    { term: 'Traders are known to', value: platform.identity === 'sso' ? 'the bridge' : 'the platform' },
    { term: 'Languages', value: screens.languages.join(', ') },
    { term: 'Success URL', value: { code: screens.successUrl } },
    { term: 'Cashier', value: CASHIERS[payments.cashier.kind] },
    { term: 'Agreements', value: countOf(agreements.length) },
  ];
}

function countOf(versions: number): string {
  if (versions === 0) return 'none';
  return versions === 1 ? 'one version' : `${versions} versions`;
}

/** Where its own screens are; a host of its own needs no name in the path. */
function screensOf(publicUrl: string, { id, settings }: ShownWhiteLabel) {
  const base = `${publicUrl}/b/${encodeURIComponent(id)}`;
  const hosts = settings.hosts.map((host) => ({
    term: host,
    value: { text: `https://${host}/auth/login`, href: `https://${host}/auth/login` },
  }));
  return [{ term: 'Login screen', value: { text: `${base}/auth/login`, href: `${base}/auth/login` } }, ...hosts];
}
