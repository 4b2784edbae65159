import { BridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { MultipartForm, RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { type KycFault, kycPage } from './kyc-page.ts';

export function kycScreen(dependencies: ScreensDependencies): Screen {
  const { kyc } = dependencies;
  const page: InappPage = {
    action: 'kyc',
    path: '/inapp/kyc',
    title: 'kyc.title',
    summary: {
      open: 'Where the proof of identity stands, and the form for documents, opened by the one-time token of call 4.4',
      submit: 'Hands in documents, and leads to the success URL when they are in review',
    },
    openErrors: [],
    formErrors: [
      'file_missing',
      'file_empty',
      'file_too_large',
      'file_type_refused',
      'file_damaged',
      'image_size_refused',
      'too_many_attempts',
    ],
    endErrors: ['kyc_closed', 'kyc_exhausted'],
    open: () => ({}),
    render: (broker, received, ticket, error) =>
      kycPage(dependencies, broker, received, ticket, error && toFault(dependencies, error)),
    submit: (call, ticket) => handIn(dependencies, call, ticket),
  };
  const body: MultipartForm = {
    fileFields: kyc.documentRules.map(({ kind }) => kind),
    maxFileBytes: kyc.maxDocumentBytes,
    admit: ({ brokerName, address }) => kyc.admitUpload(brokerName, address),
  };
  return inappScreen(dependencies, page, { body });
}

async function handIn(
  dependencies: ScreensDependencies,
  { caller, query, body, files, context }: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { broker } = caller;
  const faults = await dependencies.kyc.submit(broker, ticket.claims.userId ?? '', files);
  const [first] = faults;
  if (!first) return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
  context.errorCode = first.code;
  const error = new BridgeError(first.code, { field: first.kind });
  return kycPage(dependencies, broker, { context, query, body }, ticket, { error, files: faults });
}

/** A file that was too large to be read is named by its field. */
function toFault({ kyc }: ScreensDependencies, error: BridgeError): KycFault {
  const rule = kyc.documentRules.find(({ kind }) => kind === error.field);
  return { error, files: rule ? [{ kind: rule.kind, code: error.code }] : [] };
}
