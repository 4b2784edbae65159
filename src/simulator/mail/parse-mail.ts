/** A mail as a reader sees it. */
export interface ParsedMail {
  readonly from: string;
  readonly subject: string;
  readonly brokerName: string;
  readonly text: string;
  /** Empty when it has no such part. */
  readonly html: string;
}

type MailHeaders = ReadonlyMap<string, string>;

const MAX_DEPTH = 5;

/** Reads what a mail says (RFC 5322, 2045, 2047). Never fails: what is not well-formed is shown as it stands. */
export function parseMail(raw: Buffer): ParsedMail {
  const { headers, body } = splitPart(raw.toString('latin1'));
  const parts = new Map<string, string>();
  collectParts(headers, body, parts, 0);
  return {
    from: decodeWords(headers.get('from') ?? ''),
    subject: decodeWords(headers.get('subject') ?? ''),
    brokerName: headers.get('x-broker-name') ?? '',
    text: parts.get('text/plain') ?? '',
    html: parts.get('text/html') ?? '',
  };
}

function splitPart(part: string): { headers: MailHeaders; body: string } {
  const end = /\r?\n\r?\n/.exec(part);
  const head = end ? part.slice(0, end.index) : part;
  const body = end ? part.slice(end.index + end[0].length) : '';
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, Math.max(colon, 0)).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { headers: new Map(fields), body };
}

/** The first part of each type is the one to read. */
function collectParts(headers: MailHeaders, body: string, parts: Map<string, string>, depth: number): void {
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (type.startsWith('multipart/') && boundary !== undefined && depth < MAX_DEPTH) {
    for (const section of body.split(`--${boundary}`).slice(1)) {
      if (section.startsWith('--')) break;
      const inner = splitPart(section.replace(/^\r?\n/, ''));
      collectParts(inner.headers, inner.body, parts, depth + 1);
    }
  } else if (!parts.has(type)) {
    parts.set(type, decodeBody(body, headers.get('content-transfer-encoding') ?? ''));
  }
}

function decodeBody(body: string, encoding: string): string {
  const kind = encoding.toLowerCase();
  const bytes =
    kind === 'quoted-printable' ? decodeQuoted(body) : Buffer.from(body, kind === 'base64' ? kind : 'latin1');
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

function decodeQuoted(text: string): Buffer {
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  const spelt = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(spelt, 'latin1');
}

/** `=?UTF-8?Q?…?=`, which mail writes for letters beyond ASCII. */
function decodeWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(?==\?)/g, '$1');
  return joined.replace(/=\?[\w-]+\?([BbQq])\?([^?]*)\?=/g, (_, kind: string, word: string) => {
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : decodeQuoted(word.replaceAll('_', ' '));
    return bytes.toString('utf8');
  });
}
