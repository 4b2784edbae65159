import type { RouteReply } from '../../http/route.ts';
import type { DocsDependencies } from './docs-dependencies.ts';
import { READ_POLICY } from './page-policy.ts';

export function getDocs({ renderView, apis, publicUrl }: DocsDependencies) {
  return (): RouteReply => {
    const shown = apis.map(({ name, document }) => ({ name, ...document().info }));
    const body = renderView('index', { title: 'For developers', apis: shown, publicUrl });
    return { kind: 'html', headers: READ_POLICY, body };
  };
}
