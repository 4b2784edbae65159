import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import type { PageAnswer } from '../../support/trader-browser.ts';

/** The action of the page's only form, as a browser reads it. */
export function formActionIn({ text }: PageAnswer): string {
  const [form, ...more] = parseHtmlForms(text);
  if (!form || more.length > 0) throw new Error(`The page has no single form:\n${text}`);
  return form.action;
}

/** The values of the page's fields, as a browser reads them. */
export function fieldsIn({ text }: PageAnswer): Record<string, string> {
  const fields = parseHtmlForms(text).flatMap((form) => form.fields);
  return Object.fromEntries(
    fields.map(({ name, type, value, checked }) => [name, type === 'checkbox' ? String(checked) : value]),
  );
}

/** Where “Back” leads. */
export function backLinkIn({ text }: PageAnswer): string {
  return (/<a class="button quiet" href="([^"]*)">/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
}

/** Where the link between log-in and sign-up leads. */
export function switchLinkIn({ text }: PageAnswer): string {
  const written = /<p class="switch">[\s\S]*?<a href="([^"]*)"/.exec(text)?.[1] ?? '';
  return written.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
