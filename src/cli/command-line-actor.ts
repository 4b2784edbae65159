import { userInfo } from 'node:os';

/** Who gives a command, for whatever keeps who did it. */
export function commandLineActor(): { readonly kind: 'command-line'; readonly name: string } {
  return { kind: 'command-line', name: accountName() };
}

/** In a container the account need not have a name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
