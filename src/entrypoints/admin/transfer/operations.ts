import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, StaffCall, StaffOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { applyImport } from './apply-import.ts';
import { checkImport } from './check-import.ts';
import { withoutHiddenParents } from './reach-of-document.ts';
import { checkedImport, exportedDocument, exportQuery, importPlan, importReport, requestedImport } from './schemas.ts';

/** A thousand white labels with their logos. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

const tag = 'Configuration';
const noParts = { params: noFields, query: noFields };

export interface TransferOperations {
  readonly exportConfiguration: StaffOperation;
  readonly checkImport: StaffOperation;
  readonly importConfiguration: StaffOperation;
}

/** White labels as one document, so that configuration can live in a repository. */
export function transferOperations(dependencies: AdminDependencies): TransferOperations {
  return {
    exportConfiguration: {
      operationId: 'exportConfiguration',
      method: 'GET',
      path: '/configuration',
      tag,
      summary: 'White labels with their CRMs and clients as one document',
      description: 'The same settings make the same document, to the letter. It holds no secret.',
      access: { kind: 'reach', permission: 'configuration:export', stepUp: false },
      effect: { kind: 'read' },
      request: { params: noFields, query: exportQuery, body: noFields },
      response: { status: 200, schema: exportedDocument, description: 'The document, as a file' },
      errors: ['white_label_unknown'],
      handle: async (call) => exportDocument(dependencies, call),
    },
    checkImport: {
      operationId: 'checkImport',
      method: 'POST',
      path: '/configuration/check',
      tag,
      summary: 'What an import would change, and everything that is wrong with it',
      description: 'Changes nothing. It tells whether a secret is the one that is there, hence the proof.',
      access: { kind: 'reach', permission: 'configuration:import', stepUp: true },
      effect: { kind: 'read' },
      request: { ...noParts, body: checkedImport },
      maxBodyBytes: MAX_DOCUMENT_BYTES,
      response: { status: 200, schema: importPlan, description: 'The difference, field by field' },
      errors: ['white_label_unknown', 'crm_unknown'],
      handle: async (call) => check(dependencies, call),
    },
    importConfiguration: {
      operationId: 'importConfiguration',
      method: 'POST',
      path: '/configuration',
      tag,
      summary: 'Bring a document in',
      description:
        'All of it is checked before anything is saved; the same document once more changes nothing. What it does not name stays. A new white label gets secrets, which are shown this once.',
      access: { kind: 'reach', permission: 'configuration:import', stepUp: true },
      effect: { kind: 'change', action: 'configuration.import' },
      request: { ...noParts, body: requestedImport },
      maxBodyBytes: MAX_DOCUMENT_BYTES,
      response: { status: 200, schema: importReport, description: 'What was done' },
      errors: ['white_label_unknown', 'crm_unknown', 'import_refused', 'import_outdated'],
      handle: async (call) => applyImport(dependencies, call),
    },
  };
}

async function exportDocument(dependencies: AdminDependencies, call: StaffCall): Promise<AdminReply> {
  const { transfer, brokers } = dependencies;
  const { reaches, member, query } = call;
  const asked = String(query.brokerNames ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = asked.some((name) => !isReached(dependencies, name, reaches));
  if (unknown) throw new BridgeError('white_label_unknown', { field: 'brokerNames' });
  const inReach = brokers.list().filter(reaches);
  const names = asked.length > 0 ? asked : inReach.map(({ brokerName }) => brokerName);
  // Without a name it would be everything.
  const isWhole = asked.length === 0 && member.reach.kind === 'everything';
  const isNothing = names.length === 0 && !isWhole;
  const found = isNothing ? NOTHING : await transfer.exportWhiteLabels(isWhole ? [] : names);
  const document = withoutHiddenParents(found, brokers, reaches);
  const name = `${asked.length === 1 ? asked[0] : 'white-labels'}.json`;
  return { file: { contentType: 'application/json', name, body: `${JSON.stringify(document, null, 2)}\n` } };
}

const NOTHING = { sandbox: false, crms: [], brokers: [] } as const;

function isReached({ brokers }: AdminDependencies, name: string, reaches: StaffCall['reaches']): boolean {
  const broker = brokers.find(name);
  return broker !== undefined && reaches(broker);
}

async function check(dependencies: AdminDependencies, call: StaffCall): Promise<AdminReply> {
  const { plan, id } = await checkImport(dependencies, call);
  return { body: { id, isGood: plan.faults.length === 0, ...plan } };
}
