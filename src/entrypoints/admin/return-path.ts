/** @returns An address within the console to go on to; what is none of ours is not followed. */
export function returnPathOf(text: unknown): string {
  const isOurs = typeof text === 'string' && /^\/admin(?:[/?][\w\-./~%?&=+:@,*]*)?$/.test(text) && !text.includes('//');
  if (!isOurs || text.startsWith('/admin/api/') || text.startsWith('/admin/sign-')) return '/admin';
  // Dots between slashes would lead a browser up, and out.
  const [path] = text.split('?');
  return URL.parse(text, 'http://bridge')?.pathname === path ? text : '/admin';
}
