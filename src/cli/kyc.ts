import type { Command } from 'commander';
import { registerKycDecide } from './kyc-decide.ts';
import { registerKycExportDocument } from './kyc-export-document.ts';
import { registerKycList } from './kyc-list.ts';
import { registerKycShow } from './kyc-show.ts';

export function registerKyc(program: Command): void {
  const kyc = program.command('kyc').description('Review the documents that traders hand in.');
  registerKycList(kyc);
  registerKycShow(kyc);
  registerKycDecide(kyc);
  registerKycExportDocument(kyc);
}
