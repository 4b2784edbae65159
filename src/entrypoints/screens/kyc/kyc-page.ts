import type { Broker } from '../../../domain/brokers/broker.ts';
import type { KycCase } from '../../../domain/kyc/kyc-case.ts';
import type { DocumentFault } from '../../../domain/kyc/submission.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** What was wrong with what was sent. */
export interface KycFault {
  readonly error: BridgeError;
  /** Of each file; empty where the error is no file's. */
  readonly files: readonly DocumentFault[];
}

/** Says where the case stands; while it takes documents, with the form. */
export async function kycPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  fault?: KycFault,
): Promise<RouteReply> {
  const { kyc, translations } = dependencies;
  const { language } = parseScreenLook(received.query, broker, translations);
  const found = await findCase(dependencies, broker, ticket, fault);
  const codes = Object.fromEntries((fault?.files ?? []).map(({ kind, code }) => [kind, code]));
  const documents = kyc.documentRules.map(({ kind, isRequired }) => ({ kind, isRequired, fault: codes[kind] }));
  const isOpen = kyc.takesDocuments(found);
  return renderPage(dependencies, broker, received, {
    view: 'kyc',
    title: 'kyc.title',
    error: fault?.error,
    fields: isOpen ? Object.fromEntries(documents.map(({ kind }) => [kind, 'errors.file_missing'])) : {},
    words: { limit: sizeIn(language, kyc.maxDocumentBytes) },
    closable: true,
    data: {
      ticket: ticket.text,
      state: found?.state ?? 'not_started',
      reason: found?.reason ?? '',
      isOpen,
      documents,
      hasFaultyFile: documents.some((one) => one.fault !== undefined),
    },
  });
}

/** With a fault to show, the form is shown even where the case cannot be read. */
async function findCase(
  { kyc }: ScreensDependencies,
  broker: Broker,
  { claims }: PageTicket,
  fault: KycFault | undefined,
): Promise<KycCase | undefined> {
  try {
    return await kyc.find(broker, claims.userId ?? '');
  } catch (error) {
    if (fault) return undefined;
    throw error;
  }
}

function sizeIn(language: string, bytes: number): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte' }).format(bytes / (1024 * 1024));
}
