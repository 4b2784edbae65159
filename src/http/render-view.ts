import { Eta } from 'eta';

/** Renders a template of a views folder; every value is escaped. */
export type RenderView = (name: string, data: object) => string;

/** @param folder - Absolute path of the folder of templates. */
export function createRenderView(folder: string): RenderView {
  const eta = new Eta({ views: folder, autoEscape: true, cache: true });
  return (name, data) => eta.render(`./${name}`, data);
}
