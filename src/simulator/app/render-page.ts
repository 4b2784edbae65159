import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** Fills a template of `views/simulator`; whatever it prints is escaped. */
export type RenderPage = (template: 'home' | 'success' | 'problem', data: object) => string;

const VIEWS_FOLDER = fileURLToPath(new URL('../../../views/simulator', import.meta.url));

export function createRenderPage(): RenderPage {
  const eta = new Eta({ views: VIEWS_FOLDER, cache: true, autoEscape: true });
  return (template, data) => eta.render(`./${template}`, data);
}
