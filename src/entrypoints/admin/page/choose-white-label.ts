import type { AdminOperation } from '../admin-operation.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { ConsoleSectionId } from './console-sections.ts';
import { pagerOf } from './form-input.ts';
import type { Crumb } from './render-page.ts';

export interface WhiteLabelChoice {
  readonly path: string;
  readonly section: ConsoleSectionId;
  readonly title: string;
  readonly lead: string;
  readonly crumbs: readonly Crumb[];
  /** The list of white labels in reach. */
  readonly list: AdminOperation;
  /** Where a white label leads to. */
  readonly addressOf: (brokerName: string) => string;
  /** What else it can be made for. */
  readonly besides?: (call: StaffPageCall) => Promise<readonly Crumb[]>;
}

interface ListedWhiteLabels {
  readonly items: readonly { readonly id: string; readonly displayName: string }[];
  readonly nextCursor: string | null;
}

/** Asks for which white label something is to be made; where there is one only, it is not asked. */
export function chooseWhiteLabel(choice: WhiteLabelChoice): AdminPage {
  const { path, section, title, lead, crumbs, list, addressOf, besides } = choice;
  return {
    method: 'GET',
    path,
    access: 'staff',
    async handle(call) {
      const { body } = await call.run(list, { query: call.query });
      const { items, nextCursor } = body as ListedWhiteLabels;
      const [only] = items;
      const others = (await besides?.(call)) ?? [];
      if (items.length === 1 && only && others.length === 0 && call.query.q === undefined)
        return call.leadTo(addressOf(only.id));
      const rows = items.map(({ id, displayName }) => [{ text: id, href: addressOf(id) }, displayName]);
      const data = { q: call.query.q ?? '', rows, pager: pagerOf(call, nextCursor), others };
      return call.show({ view: 'integrations/choose', title, lead, section, crumbs, data });
    },
  };
}
