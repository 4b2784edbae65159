import { fileURLToPath } from 'node:url';
import { createRenderView } from '../../http/render-view.ts';

/** Fills a template of `views/simulator`; whatever it prints is escaped. */
export type RenderPage = (template: 'home' | 'success' | 'problem', data: object) => string;

const VIEWS_FOLDER = fileURLToPath(new URL('../../../views/simulator', import.meta.url));

export function createRenderPage(): RenderPage {
  return createRenderView(VIEWS_FOLDER);
}
