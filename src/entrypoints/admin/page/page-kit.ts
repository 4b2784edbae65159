import { join } from 'node:path';
import { createRenderView, type RenderView } from '../../../http/render-view.ts';
import { type ConsoleAssets, createConsoleAssets } from './console-assets.ts';

/** What pages of the console are made with. */
export interface ConsolePageKit {
  /** Of `views/admin`. */
  readonly renderView: RenderView;
  readonly assets: ConsoleAssets;
}

/** @param viewsFolder - Absolute path of `views`. */
export function createConsolePageKit(viewsFolder: string): ConsolePageKit {
  return {
    renderView: createRenderView(join(viewsFolder, 'admin')),
    assets: createConsoleAssets(join(viewsFolder, 'public/admin')),
  };
}
