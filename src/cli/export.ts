import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { SettingsError } from '../config/load-settings.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

interface ExportOptions {
  readonly broker?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

export function registerExport(program: Command): void {
  program
    .command('export')
    .description(
      'Write white labels with their CRMs and clients as one document that `drawbridge import` takes; it holds no secret.',
    )
    .option('--broker <brokerName>', 'only this one; give it again for each', collect)
    .option('--out <file>', 'write it there instead of on standard output')
    .option('--json', 'answer in JSON, as the document itself is')
    .action(async ({ broker = [], out, ...options }: ExportOptions) => {
      const document = await withApp(async (app) => {
        await app.start();
        return app.transfer.exportWhiteLabels(broker);
      });
      const text = JSON.stringify(document, null, 2);
      if (out === undefined) {
        print(document, options, text);
        return;
      }
      await write(out, `${text}\n`);
      const brokers = document.brokers.map(({ brokerName }) => brokerName);
      print({ file: out, brokers }, options, `Wrote ${brokers.length} white labels to ${out}.`);
    });
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new SettingsError([`${path} cannot be written (${code}). Give another path.`]);
  }
}

function collect(name: string, others: readonly string[] = []): readonly string[] {
  return [...others, name];
}
