import type { Brokers } from '../../../domain/brokers/brokers.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { StaffPageCall } from '../admin-page.ts';
import type { PageAction } from '../page/render-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { type WhiteLabelTab, whiteLabelCrumbs, whiteLabelTabs } from './tabs.ts';

/** A white label as `getWhiteLabel` answers it. */
export interface ShownWhiteLabel {
  readonly id: string;
  readonly revision: number;
  readonly sessionsEndedAt: string | null;
  readonly settings: ReturnType<Brokers['settingsOf']>;
}

/** @throws `white_label_unknown` */
export async function findShown(
  call: StaffPageCall,
  { getWhiteLabel }: Pick<WhiteLabelOperations, 'getWhiteLabel'>,
): Promise<ShownWhiteLabel> {
  const { brokerName } = call.params;
  const { body } = await call.run(getWhiteLabel, { params: { brokerName } });
  return body as ShownWhiteLabel;
}

export interface WhiteLabelPage {
  readonly tab: WhiteLabelTab;
  readonly view: string;
  readonly title?: string;
  readonly lead?: string;
  readonly data: object;
  readonly status?: number;
  readonly actions?: readonly PageAction[];
}

/** A page about one white label, with the tabs of all of them. */
export function showWhiteLabelPage(
  call: StaffPageCall,
  { id, settings }: ShownWhiteLabel,
  { tab, title, data, ...page }: WhiteLabelPage,
): RouteReply {
  const crumbs = whiteLabelCrumbs(id, settings.displayName);
  return call.show({
    ...page,
    section: 'white-labels',
    title: title ?? settings.displayName,
    crumbs: title === undefined ? crumbs.slice(0, 1) : crumbs,
    data: { ...data, brokerName: id, tabs: whiteLabelTabs(id, tab, call.viewer) },
  });
}
