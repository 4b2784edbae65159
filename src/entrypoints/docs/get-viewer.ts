import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies, DocumentedApi } from './docs-dependencies.ts';
import { VIEWER_POLICY } from './page-policy.ts';

/** An API in the viewer, where operations can be tried out. */
export function getViewer({ renderView }: DocsDependencies, { name, document }: DocumentedApi) {
  return (): RouteReply => {
    const body = renderView('viewer', { title: document().info.title, name });
    return { kind: 'html', headers: VIEWER_POLICY, body };
  };
}
