import type { StaffPage } from '../admin-page.ts';
import { fileReply } from '../file-reply.ts';
import type { PaymentOperations } from './operations.ts';
import { operationQueryOf } from './payment-query.ts';

/** What the list shows, as a file. */
export function exportPage(operations: PaymentOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/payments/export',
    access: 'staff',
    async handle(call) {
      const { file } = await call.run(operations.export, { query: operationQueryOf(call.query) });
      if (!file) throw new Error('An export has no file');
      return fileReply(file);
    },
  };
}
