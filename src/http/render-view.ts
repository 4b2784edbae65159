import { Eta } from 'eta';

/** Renders a template of a views folder; every value is escaped. */
export type RenderView = (name: string, data: object) => string;

/** What `include` gives to a template is added to what the including one has; `part(name, data)` gives that data and nothing else. */
const PART = "const part = (name, data) => this.render('/parts/' + name, data ?? {}, options);";

/** @param folder - Absolute path of the folder of templates; in its `parts` lie those that `part` renders. */
export function createRenderView(folder: string): RenderView {
  const eta = new Eta({ views: folder, autoEscape: true, cache: true, functionHeader: PART });
  return (name, data) => eta.render(`./${name}`, data);
}
