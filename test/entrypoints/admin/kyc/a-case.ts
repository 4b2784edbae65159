import type { User } from '../../../../src/domain/users/user.ts';
import { pdfFile, pngFile } from '../../../support/document-files.ts';
import type { WiredBridge } from '../../../support/start-wired-bridge.ts';
import { aTrader } from '../users/a-trader.ts';

export interface HandedIn {
  readonly user: User;
  /** A PNG and a PDF, by what they are for. */
  readonly documentIds: Readonly<Record<string, string>>;
}

export const ID_CARD = pngFile();

/** A new trader who has handed documents in. */
export async function aCase({ app }: Pick<WiredBridge, 'app'>, brokerName: string): Promise<HandedIn> {
  const user = await aTrader({ app }, brokerName, { firstName: 'Ada', lastName: 'Quinn' });
  const broker = app.brokers.get(brokerName);
  const faults = await app.kyc.submit(broker, user.id, { 'identity-front': ID_CARD, 'proof-of-address': pdfFile() });
  if (faults.length > 0) throw new Error(`The documents were refused: ${JSON.stringify(faults)}`);
  const documents = await app.kyc.listDocuments(broker, user.id);
  return { user, documentIds: Object.fromEntries(documents.map(({ kind, id }) => [kind, id])) };
}
