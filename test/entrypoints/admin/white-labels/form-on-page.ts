import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import type { ConsoleAnswer, ConsoleBrowser } from '../support/console-browser.ts';

export type Entered = Readonly<Record<string, string>>;

/** The fields of a form as a browser would send them, unless something else is entered. @param action - What it ends with. */
export function fieldsOn({ html }: Pick<ConsoleAnswer, 'html'>, action: string): Record<string, string> {
  const form = parseHtmlForms(html).find((one) => one.action.endsWith(action));
  if (!form) throw new Error(`No form leads to ${action}`);
  const sent = form.fields.filter(
    ({ tag, type, checked, name }) => name !== '' && tag !== 'button' && (type !== 'checkbox' || checked),
  );
  const areas = areasIn(html);
  return Object.fromEntries(sent.map(({ name, value }) => [name, unescaped(areas.get(name) ?? value)]));
}

/** Opens a page and sends its form with something else entered. */
export async function saveOn(browser: ConsoleBrowser, path: string, entered: Entered, at = ''): Promise<ConsoleAnswer> {
  const page = await browser.get(path);
  return browser.post(`${path}${at}`, { ...fieldsOn(page, `${path}${at}`), ...entered });
}

/** The first end of a line is the template's own. */
function areasIn(html: string): Map<string, string> {
  const found = html.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g);
  return new Map([...found].map(([, name = '', text = '']) => [name, text]));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_entity, name: string) => ENTITIES[name] ?? '');
}
