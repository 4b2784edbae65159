import type { Command } from 'commander';

/**
 * What a command does to what is stored: it `reads`, it `changes` and notes that in the change log, or it stands `apart`,
 * for it changes no setting and nobody's data.
 */
export type CommandEffect = 'reads' | 'changes' | 'apart';

/** Every command has to stand here. One that changes and notes nothing fails, see `create-program.ts`. */
export const COMMAND_EFFECTS: Readonly<Record<string, CommandEffect>> = {
  serve: 'apart',
  simulate: 'apart',
  // Brings the tables up to date, those of the change log too.
  migrate: 'apart',
  conform: 'apart',
  doctor: 'reads',
  seed: 'changes',
  export: 'reads',
  import: 'changes',
  'broker list': 'reads',
  'broker show': 'reads',
  'broker add': 'changes',
  'broker update': 'changes',
  'broker disable': 'changes',
  'broker enable': 'changes',
  'broker rotate-password': 'changes',
  'broker end-sessions': 'changes',
  'client list': 'reads',
  'client show': 'reads',
  'client add': 'changes',
  'client update': 'changes',
  'client rotate-secret': 'changes',
  'client disable': 'changes',
  'client enable': 'changes',
  'client revoke-tokens': 'changes',
  'api-key list': 'reads',
  'api-key show': 'reads',
  'api-key add': 'changes',
  'api-key update': 'changes',
  'api-key rotate': 'changes',
  'api-key revoke': 'changes',
  'keys list': 'reads',
  'keys rotate': 'changes',
  'keys revoke': 'changes',
  'keys reseal': 'changes',
  'kyc list': 'reads',
  'kyc show': 'reads',
  'kyc approve': 'changes',
  'kyc refuse': 'changes',
  // It takes a trader's document out of the bridge.
  'kyc export-document': 'changes',
  'payment list': 'reads',
  'payment show': 'reads',
  'payment settle': 'changes',
  'user end-sessions': 'changes',
  'user disable': 'changes',
  'user enable': 'changes',
  'staff list': 'reads',
  'staff show': 'reads',
  'staff add': 'changes',
  'staff disable': 'changes',
  'staff enable': 'changes',
  'staff new-password': 'changes',
  'staff end-sessions': 'changes',
  'registration list': 'reads',
  'registration approve': 'changes',
  'registration refuse': 'changes',
  'audit verify': 'reads',
  'audit export': 'reads',
  'ribbons set': 'changes',
  'ribbons clear': 'changes',
};

/** The words with which a command is given: `broker add`. */
export function pathOf(command: Command): string {
  const words: string[] = [];
  for (let one: Command | null = command; one?.parent; one = one.parent) words.unshift(one.name());
  return words.join(' ');
}
