/** @returns An address within the console to go on to; what is none of ours is not followed. */
export function returnPathOf(text: unknown): string {
  const isOurs = typeof text === 'string' && /^\/admin(?:[/?][\w\-./~%?&=+:@,]*)?$/.test(text) && !text.includes('//');
  return isOurs && !text.startsWith('/admin/api/') && !text.startsWith('/admin/sign-') ? text : '/admin';
}
