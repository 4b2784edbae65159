/**
 * Headers of every page of the console. Script and style come from files of ours alone, so that whatever got into a page
 * does not run; nothing may frame it. The referrer stays on this site, since browsers send `Origin: null` without one.
 *
 * @param formOrigins - Where forms may lead besides, by redirect too.
 */
export function consoleHeaders(formOrigins: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    `form-action ${["'self'", ...formOrigins].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };
}
