import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation } from '../admin-operation.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { ConsoleSectionId } from './console-sections.ts';
import { pagerOf } from './form-input.ts';
import type { Crumb } from './render-page.ts';

export interface WhiteLabelQuestion {
  readonly section: ConsoleSectionId;
  readonly title: string;
  readonly lead: string;
  readonly crumbs?: readonly Crumb[];
  /** The list of white labels in reach. */
  readonly list: AdminOperation;
  /** Where a white label leads to. */
  readonly addressOf: (brokerName: string) => string;
  /** What else it can be made for. */
  readonly besides?: (call: StaffPageCall) => Promise<readonly Crumb[]>;
}

export interface WhiteLabelChoice extends WhiteLabelQuestion {
  readonly path: string;
  /** What the page that it leads to asks for. */
  readonly asksFor: AdminOperation;
}

interface ListedWhiteLabels {
  readonly items: readonly { readonly id: string; readonly displayName: string }[];
  readonly nextCursor: string | null;
}

/** Asks for which white label something is to be made; where there is one only, it is not asked. */
export function chooseWhiteLabel({ path, asksFor, ...question }: WhiteLabelChoice): AdminPage {
  return { method: 'GET', path, access: 'staff', asksFor, handle: (call) => askForWhiteLabel(call, question) };
}

/** Of the page's own address only what chooses among white labels is looked at. */
export async function askForWhiteLabel(call: StaffPageCall, question: WhiteLabelQuestion): Promise<RouteReply> {
  const { section, title, lead, crumbs = [], list, addressOf, besides } = question;
  const asked = Object.entries(call.query).filter(([name]) => ['q', 'cursor', 'limit'].includes(name));
  const { body } = await call.run(list, { query: Object.fromEntries(asked) });
  const { items, nextCursor } = body as ListedWhiteLabels;
  const [only] = items;
  const others = (await besides?.(call)) ?? [];
  // One alone on a page may be the last of many.
  const isAll = nextCursor === null && call.query.q === undefined && call.query.cursor === undefined;
  if (only && items.length === 1 && isAll && others.length === 0) return call.leadTo(addressOf(only.id));
  const rows = items.map(({ id, displayName }) => [{ text: id, href: addressOf(id) }, displayName]);
  const data = { q: call.query.q ?? '', rows, pager: pagerOf(call, nextCursor), others };
  return call.show({ view: 'integrations/choose', title, lead, section, crumbs, data });
}
