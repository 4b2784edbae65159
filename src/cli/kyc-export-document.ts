import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { OpenedKycDocument } from '../domain/kyc/kyc-document.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { documentOutput } from './kyc-output.ts';
import { noteChange } from './note-change.ts';
import { print } from './print.ts';
import { withApp } from './with-app.ts';

const EXTENSIONS: Readonly<Record<OpenedKycDocument['contentType'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export function registerKycExportDocument(kyc: Command): void {
  kyc
    .command('export-document')
    .description('Write a document to a file that only you can read.')
    .argument('<brokerName>')
    .argument('<documentId>', 'as `kyc show` shows it')
    .option('--output <file>', 'a new file; named after the document when left out')
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string, documentId: string, options: { output?: string; json?: boolean }) => {
      const document = await withApp(async (app) => {
        await app.start();
        const opened = await app.kyc.readDocument(app.brokers.get(brokerName), documentId);
        const target = { type: 'kyc-document', id: documentId };
        await noteChange(app, { brokerName, action: 'kyc.export-document', target });
        return opened;
      });
      const file = options.output ?? `${document.kind}-${document.id}.${EXTENSIONS[document.contentType]}`;
      await writeNewFile(file, document.content);
      print({ ...documentOutput(document), file }, options, `Written: ${file}`);
    });
}

/** @throws `output_unwritable` also where there is a file already */
async function writeNewFile(file: string, content: Buffer): Promise<void> {
  try {
    await writeFile(file, content, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new BridgeError('output_unwritable', { detail: error instanceof Error ? error.message : file, cause: error });
  }
}
