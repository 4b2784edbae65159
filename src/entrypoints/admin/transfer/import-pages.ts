import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, Attempt, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { WHITE_LABELS } from '../white-labels/tabs.ts';
import { MAX_DOCUMENT_BYTES } from './operations.ts';
import { readDocument } from './read-document.ts';
import { type ShownPlan, type ShownReport, showPlan, showReport } from './show-import.ts';

type Refused = Extract<Attempt, { kind: 'refused' }>;

const PATH = `${WHITE_LABELS}/import`;
/** A form writes quotes and brackets as three characters each. */
const MAX_FORM_BYTES = 2 * MAX_DOCUMENT_BYTES;

interface Told {
  readonly text?: string;
  readonly fault?: string;
  readonly notice?: { readonly kind: 'warn' | 'error'; readonly text: string };
  readonly faults?: readonly (readonly unknown[])[];
  readonly status?: number;
}

/** A document is looked at first, then brought in. Nothing is kept in between: the form carries it. */
export function importPages(operations: AdminOperations): AdminPage[] {
  const form = { method: 'POST', access: 'staff', maxFormBytes: MAX_FORM_BYTES } as const;
  return [
    { method: 'GET', path: PATH, access: 'staff', handle: async (call) => ask(call, {}) },
    { ...form, path: PATH, handle: (call: StaffPageCall) => look(call, operations, call.form.document ?? '') },
    {
      ...form,
      path: `${PATH}/file`,
      files: { fileFields: ['file'], maxFileBytes: MAX_DOCUMENT_BYTES },
      handle: (call: StaffPageCall) => takeFile(call, operations),
    },
    { ...form, path: `${PATH}/apply`, handle: (call: StaffPageCall) => apply(call, operations) },
  ];
}

function ask(call: StaffPageCall, { status = 200, ...told }: Told): RouteReply {
  return call.show({
    view: 'transfer/import',
    title: 'Import',
    lead: 'Brings a document in that an export wrote. You see what would change before anything does.',
    section: 'white-labels',
    crumbs: [{ label: 'White labels', href: WHITE_LABELS }],
    status,
    data: { canImport: call.viewer.can('configuration:import'), pasteAt: PATH, fileAt: `${PATH}/file`, ...told },
  });
}

/** A proof cannot be asked for with a file in hand; its text waits in the form. */
async function takeFile(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const text = call.files.file?.toString('utf8') ?? '';
  if (text === '' || call.identity.isSteppedUp) return look(call, operations, text);
  const notice = {
    kind: 'warn',
    text: 'The file is read, and stands below. Go on: you are asked to confirm that it is you.',
  } as const;
  return ask(call, { text, notice });
}

async function look(call: StaffPageCall, operations: AdminOperations, text: string): Promise<RouteReply> {
  const read = readDocument(text);
  if (read.kind === 'fault') return ask(call, { text, fault: read.fault, status: 400 });
  const attempt = await call.attempt(operations.transfer.checkImport, {
    ...{ params: {}, body: { document: read.document }, isTyped: true },
  });
  if (attempt.kind === 'refused') return ask(call, toldOf(attempt, text));
  return showPlan(call, attempt.reply.body as ShownPlan, { text, applyAt: `${PATH}/apply`, backAt: PATH });
}

async function apply(call: StaffPageCall, operations: AdminOperations): Promise<RouteReply> {
  const { document: text = '', plan } = call.form;
  const read = readDocument(text);
  if (read.kind === 'fault') return ask(call, { text, fault: read.fault, status: 400 });
  const attempt = await call.attempt(operations.transfer.importConfiguration, {
    ...{ params: {}, body: { document: read.document, plan }, isTyped: true },
  });
  if (attempt.kind === 'done') return showReport(call, attempt.reply.body as ShownReport, text);
  if (attempt.error.code !== 'import_outdated') return ask(call, toldOf(attempt, text));
  const again = await call.attempt(operations.transfer.checkImport, {
    ...{ params: {}, body: { document: read.document }, isTyped: true },
  });
  if (again.kind === 'refused') return ask(call, toldOf(again, text));
  return showPlan(call, again.reply.body as ShownPlan, {
    ...{ text, applyAt: `${PATH}/apply`, backAt: PATH, isOutdated: true },
  });
}

/** Places are said as they stand in what was pasted. */
function toldOf(refused: Refused, text: string): Told {
  const faults = refused.faults.map(({ field, reason }) => [{ code: field.replace(/^document\./, '') }, reason]);
  const notice = { kind: 'error', text: `${refused.message}. Nothing was imported.` } as const;
  return { text, notice, faults, status: refused.status };
}
