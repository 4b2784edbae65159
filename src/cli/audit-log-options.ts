import { type Command, Option } from 'commander';

/** Which log, and whose. */
export interface LogOptions {
  readonly log: 'privacy' | 'changes';
  readonly broker?: string;
  readonly bridge?: boolean;
}

export function addLogOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--log <log>', 'who looked at personal data, or who changed what')
        .choices(['privacy', 'changes'])
        .default('privacy'),
    )
    .option('--broker <brokerName>', 'the broker, in place of the argument')
    .option('--bridge', 'of the changes, those that are of no one broker');
}

/** @returns The name of a broker, `null` for the bridge itself, nothing where neither is named. Ends the command where both are. */
export function ownerOf(
  command: Command,
  argument: string | undefined,
  options: LogOptions,
): string | null | undefined {
  const names = [argument, options.broker].filter((name) => name !== undefined);
  if (names.length + (options.bridge ? 1 : 0) > 1) command.error('error: name one broker, or give --bridge');
  if (options.bridge && options.log !== 'changes') command.error('error: --bridge goes with --log changes');
  return options.bridge ? null : names[0];
}
