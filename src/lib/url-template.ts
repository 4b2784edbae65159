/** Addresses with placeholders such as `{accountId}`, which operators write and the bridge fills in. */

const PLACEHOLDER = /\{([^{}]*)\}/g;
const MAX_LENGTH = 2000;

/** What a filled-in address must not say of itself: a step up the path. */
const DOTS_ONLY = /^\.+$/;

/**
 * @param names - The placeholders that will be filled in.
 * @returns What is wrong with the template; `undefined` when it is good.
 */
export function checkUrlTemplate(template: string, names: readonly string[]): string | undefined {
  if (template.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(template)) return 'holds a space, a backslash or a character that is not ASCII';
  const unknown = placeholdersIn(template).find((name) => !names.includes(name));
  if (unknown !== undefined) return `holds the unknown placeholder {${unknown}}`;
  if (/[{}]/.test(template.replace(PLACEHOLDER, ''))) return 'holds a brace that is no placeholder';
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(template) ?? [];
  if (authority === undefined) return 'does not begin with https:// or http://';
  if (authority.includes('{')) return 'holds a placeholder in its host';
  return checkFilled(template.replace(PLACEHOLDER, 'x'));
}

/** URLs allow `;`, `,` and `*` in a host name; in a `Content-Security-Policy` those would stand for something else. */
function checkFilled(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname)) return 'is not a web address';
  if (url.username !== '' || url.password !== '') return 'holds credentials';
  return undefined;
}

function placeholdersIn(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/**
 * Fills a template in; each value is encoded, so that it stays where it stands.
 *
 * @param template - One that was checked.
 * @param values - Any text; one that is missing is empty.
 */
export function fillUrlTemplate(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(PLACEHOLDER, (_placeholder, name: string) => {
    const value = values[name] ?? '';
    return DOTS_ONLY.test(value) ? '' : encodeURIComponent(value.toWellFormed());
  });
}

/** @returns The origin of every address that the template can become. */
export function originOfUrlTemplate(template: string): string {
  return new URL(template.replace(PLACEHOLDER, 'x')).origin;
}
