import type { StaffPage } from '../admin-page.ts';
import type { KycOperations } from './operations.ts';
import type { ShownDocument } from './shown-case.ts';

/**
 * What a stranger uploaded is shown by our own site: as the type that was found from its content and no other, without a
 * right to run, load or be framed by anything, and kept by nobody. Browsers show no PDF under that, so that it is saved.
 */
export function documentPage({ openDocument }: KycOperations): StaffPage {
  return {
    method: 'GET',
    path: '/admin/kyc/:brokerName/:userId/documents/:documentId',
    access: 'staff',
    async handle(call) {
      const { brokerName, documentId } = call.params;
      const { body } = await call.run(openDocument, { params: { brokerName, documentId } });
      const { id, kind, contentType, content } = body as ShownDocument & { readonly content: string };
      const isImage = contentType !== 'application/pdf';
      const name = `${kind}-${id}.${contentType.split('/')[1]}`;
      return {
        kind: 'file',
        contentType,
        headers: {
          'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
          'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename="${name}"`,
          'cache-control': 'no-store',
        },
        body: Buffer.from(content, 'base64'),
      };
    },
  };
}
