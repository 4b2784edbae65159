import type { AdminPage } from '../admin-page.ts';
import type { WhiteLabelOperations } from './operations.ts';
import { findAddress } from './show-previews.ts';

/** What a template becomes, beside the field that it is typed into. The field's own name says which it is, whatever that is. */
export function previewPage(operations: WhiteLabelOperations): AdminPage {
  return {
    method: 'GET',
    path: '/admin/white-labels/:brokerName/address-preview',
    access: 'staff',
    async handle(call) {
      const { kind = 'action', ...fields } = call.query;
      const [template = ''] = Object.values(fields);
      const data = await findAddress(call, operations, template, kind);
      return call.show({ view: 'white-labels/address', title: 'Address', section: 'white-labels', data });
    },
  };
}
