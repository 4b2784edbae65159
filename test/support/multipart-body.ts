/** One part of a form with files, as it is sent. */
export interface MultipartPart {
  readonly name: string;
  /** A part without it is a plain field; an empty one is a field for which no file was chosen. */
  readonly fileName?: string;
  /** What the sender says of it. */
  readonly contentType?: string;
  readonly content: string | Buffer;
}

const BOUNDARY = '----boundary7MA4YWxkTrZu0gW';

/** @see RFC 7578 */
export function multipartBody(parts: readonly MultipartPart[]): { body: Buffer; contentType: string } {
  const pieces = parts.flatMap(({ name, fileName, contentType = 'image/jpeg', content }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const type = fileName === undefined ? '' : `\r\nContent-Type: ${contentType}`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}${type}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')];
  });
  const body = Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  return { body, contentType: `multipart/form-data; boundary=${BOUNDARY}` };
}
