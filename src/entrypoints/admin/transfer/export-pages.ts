import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { fileReply } from '../file-reply.ts';
import type { AdminOperations } from '../operations.ts';
import { pagerOf } from '../page/form-input.ts';
import { addressOfWhiteLabel, WHITE_LABELS } from '../white-labels/tabs.ts';

const PAGE_SIZE = '50';
const TICK = 'pick.';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly crm: { readonly displayName: string };
  }[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** White labels as a file: one, several, or all in reach. */
export function exportPages(operations: AdminOperations): AdminPage[] {
  return [
    { method: 'GET', path: `${WHITE_LABELS}/export`, access: 'staff', handle: (call) => ask(call, operations) },
    {
      method: 'POST',
      path: `${WHITE_LABELS}/export`,
      access: 'staff',
      async handle(call) {
        const picked = Object.keys(call.form).filter((name) => name.startsWith(TICK));
        const isAll = call.form.all === 'true';
        if (picked.length === 0 && !isAll) return ask(call, operations, 400);
        return download(call, operations, isAll ? [] : picked.map((name) => name.slice(TICK.length)));
      },
    },
    {
      method: 'GET',
      path: `${WHITE_LABELS}/:brokerName/export`,
      access: 'staff',
      handle: (call) => download(call, operations, [call.params.brokerName ?? '']),
    },
  ];
}

/** @param names - All in reach where it is empty. */
async function download(
  call: StaffPageCall,
  { transfer }: AdminOperations,
  names: readonly string[],
): Promise<RouteReply> {
  const query = { brokerNames: names.join(',') };
  const { file } = await call.run(transfer.exportConfiguration, { params: {}, query });
  if (!file) throw new BridgeError('internal_error', { detail: 'the export is no file' });
  return fileReply(file);
}

/** @param status - 400 where nothing was ticked. */
async function ask(
  call: StaffPageCall,
  { whiteLabels }: AdminOperations,
  status: 200 | 400 = 200,
): Promise<RouteReply> {
  const { q = '', cursor } = call.query;
  const query = { q, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
  const found = (await call.run(whiteLabels.listWhiteLabels, { params: {}, query })).body as Listed;
  return call.show({
    view: 'transfer/export',
    title: 'Export',
    lead: 'White labels with their CRMs and OIDC clients as one document, which holds no secret.',
    section: 'white-labels',
    crumbs: [{ label: 'White labels', href: WHITE_LABELS }],
    status,
    data: {
      q,
      isNothingTicked: status === 400,
      canExport: call.viewer.can('configuration:export'),
      action: `${WHITE_LABELS}/export`,
      total: found.total,
      items: found.items.map(({ id, displayName, crm }) => ({
        ...{ id, name: `${TICK}${id}`, displayName, crm: crm.displayName },
        href: addressOfWhiteLabel(id),
      })),
      pager: pagerOf(call, found.nextCursor),
    },
  });
}
