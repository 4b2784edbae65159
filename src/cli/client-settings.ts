import type { Command } from 'commander';

/** The settings of a client that can be given without a file. */
export interface ClientOptions {
  readonly name?: string;
  readonly redirectUri?: readonly string[];
  readonly json?: boolean;
}

export function addClientOptions(command: Command): Command {
  return command
    .option('--name <name>', 'what traders who are asked to consent see')
    .option('--redirect-uri <uri>', 'where traders are sent back to; give it again for each', collect)
    .option('--json', 'answer in JSON');
}

/** @returns Those that were given, in the words of the seed file. */
export function settingsOf({ name, redirectUri }: ClientOptions): Readonly<Record<string, unknown>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(redirectUri === undefined ? {} : { redirectUris: redirectUri }),
  };
}

function collect(uri: string, others: readonly string[] = []): readonly string[] {
  return [...others, uri];
}
