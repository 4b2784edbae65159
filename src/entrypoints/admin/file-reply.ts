import type { RouteReply } from '../../http/route.ts';
import { beginText } from '../../http/stream-text.ts';
import type { AdminFile } from './admin-operation.ts';

/** What an operation exported, to be kept as a file. What goes wrong at its beginning is thrown. */
export async function fileReply({ contentType, name, body }: AdminFile): Promise<RouteReply> {
  const headers = { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' };
  if (typeof body === 'string') return { kind: 'file', contentType, headers, body: Buffer.from(body) };
  return { kind: 'stream', contentType, headers, text: await beginText(body) };
}
