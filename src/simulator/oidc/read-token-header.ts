/** The header of a token that was verified already. */
export function readTokenHeader(token: string): Readonly<Record<string, unknown>> {
  const [header = ''] = token.split('.');
  return JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as Record<string, unknown>;
}
