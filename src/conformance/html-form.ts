/** A form as a browser would understand it, read without knowing the page. */
export interface HtmlForm {
  /** As written; empty when the form posts to its own address. */
  readonly action: string;
  /** In lower case. */
  readonly method: string;
  readonly fields: readonly HtmlField[];
}

export interface HtmlField {
  readonly tag: 'input' | 'select' | 'textarea' | 'button';
  readonly name: string;
  readonly id: string;
  /** In lower case; `text` for an input that names none, `submit` for such a button. */
  readonly type: string;
  readonly value: string;
  readonly autocomplete: string;
  readonly checked: boolean;
  readonly required: boolean;
}

/** More than any login page; what follows is not read. */
const LONGEST_PAGE = 512 * 1024;

const INVISIBLE = /<!--[\s\S]*?-->|<(script|style|template)\b[\s\S]*?<\/\1\s*>/gi;
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The forms of a page, with the fields that a browser would send or could fill. */
export function parseHtmlForms(page: string): HtmlForm[] {
  const forms: { action: string; method: string; fields: HtmlField[] }[] = [];
  let open: (typeof forms)[number] | undefined;
  let select: { field: HtmlField; firstOption: string | undefined; selected: string | undefined } | undefined;

  for (const [, slash, rawName = '', rawAttributes = ''] of page
    .slice(0, LONGEST_PAGE)
    .replace(INVISIBLE, '')
    .matchAll(TAG)) {
    const name = rawName.toLowerCase();
    const attributes = parseAttributes(rawAttributes);
    if (name === 'form') {
      open = slash ? undefined : newForm(attributes);
      if (open) forms.push(open);
    } else if (name === 'select' && slash && select) {
      open?.fields.push({ ...select.field, value: select.selected ?? select.firstOption ?? '' });
      select = undefined;
    } else if (name === 'option' && !slash && select) {
      select.firstOption ??= attributes.get('value') ?? '';
      if (attributes.has('selected')) select.selected = attributes.get('value') ?? '';
    } else if (open && !slash && isFieldTag(name) && !attributes.has('disabled')) {
      const field = newField(name, attributes);
      if (name === 'select') select = { field, firstOption: undefined, selected: undefined };
      else open.fields.push(field);
    }
  }
  return forms;
}

function newForm(attributes: ReadonlyMap<string, string>): { action: string; method: string; fields: HtmlField[] } {
  return {
    action: attributes.get('action') ?? '',
    method: (attributes.get('method') ?? 'get').toLowerCase(),
    fields: [],
  };
}

function newField(tag: HtmlField['tag'], attributes: ReadonlyMap<string, string>): HtmlField {
  const type = attributes.get('type')?.toLowerCase();
  return {
    tag,
    name: attributes.get('name') ?? '',
    id: attributes.get('id') ?? '',
    type: type ?? (tag === 'button' ? 'submit' : 'text'),
    value: attributes.get('value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : ''),
    autocomplete: attributes.get('autocomplete')?.toLowerCase() ?? '',
    checked: attributes.has('checked'),
    required: attributes.has('required'),
  };
}

function isFieldTag(name: string): name is HtmlField['tag'] {
  return name === 'input' || name === 'select' || name === 'textarea' || name === 'button';
}

function parseAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', quoted, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    // The first of two attributes of one name counts (HTML standard, 13.2.5.33).
    if (!attributes.has(key)) attributes.set(key, decodeEntities(quoted ?? single ?? bare ?? ''));
  }
  return attributes;
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED_ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
