import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { chooseWhiteLabel } from '../page/choose-white-label.ts';
import { crmHome, KEY_CRUMBS, whiteLabelHome } from './key-home.ts';
import { keyPages } from './key-page.ts';
import { keyListPage } from './list-page.ts';
import { newKeyPages } from './new-key-pages.ts';

interface ListedCrm {
  readonly id: string;
  readonly displayName: string;
  readonly isWhole: boolean;
}

/** Keys: looked at, made, changed, rotated, revoked. */
export function apiKeyPages({ apiKeys, whiteLabels }: AdminOperations): AdminPage[] {
  const ofWhiteLabel = whiteLabelHome(apiKeys);
  const ofCrm = crmHome(apiKeys);

  async function wholeCrms(call: StaffPageCall) {
    const { body } = await call.run(whiteLabels.listCrms, { params: {} });
    return (body as { items: ListedCrm[] }).items.filter(({ isWhole }) => isWhole);
  }
  async function checkCrm(call: StaffPageCall) {
    const isThere = (await wholeCrms(call)).some(({ id }) => id === call.params.brokerCrmName);
    if (!isThere) throw new BridgeError('crm_unknown');
  }

  return [
    keyListPage(apiKeys),
    chooseWhiteLabel({
      path: '/admin/api-keys/new',
      asksFor: apiKeys.create,
      section: 'api-keys',
      title: 'New API key',
      lead: 'For systems of which white label?',
      crumbs: KEY_CRUMBS,
      list: whiteLabels.listWhiteLabels,
      addressOf: (name) => `${ofWhiteLabel.pathOf(name)}/new`,
      besides: async (call) =>
        (await wholeCrms(call)).map(({ id, displayName }) => ({
          label: `All of ${displayName}`,
          href: `${ofCrm.pathOf(id)}/new`,
        })),
    }),
    ...newKeyPages(ofWhiteLabel, async (call) => {
      await call.run(whiteLabels.getWhiteLabel);
    }),
    ...newKeyPages(ofCrm, checkCrm),
    ...keyPages(ofWhiteLabel),
    ...keyPages(ofCrm),
  ];
}
