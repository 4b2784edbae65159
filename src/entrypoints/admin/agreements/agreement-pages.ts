import { BridgeError } from '../../../errors/bridge-error.ts';
import { csvRecord } from '../../../lib/csv.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { momentOf, pagerOf, textOrNull } from '../page/form-input.ts';
import { dialogOf, type Question, questionPages } from '../page/question-pages.ts';
import { AGREEMENT_CRUMBS, agreementPathOf, agreementsPathOf } from './list-page.ts';
import type { AgreementOperations } from './operations.ts';
import { utcOf } from './publish-pages.ts';
import type { ShownAgreement, ShownSignature } from './show-agreements.ts';
import { SIGNATURE_FIELDS } from './signature-operations.ts';

const path = '/admin/agreements/:brokerName/agreement/:agreementId';
const signatures = `${path}/versions/:version/signatures`;
const section = 'agreements';

/** One agreement with its versions, and who signed them. */
export function agreementPages(operations: AgreementOperations): AdminPage[] {
  async function find(call: StaffPageCall): Promise<ShownAgreement> {
    const { brokerName = '', agreementId } = call.params;
    const { body } = await call.run(operations.get, { params: { brokerName } });
    const { agreements } = body as { agreements: ShownAgreement[] };
    const found = agreements.find(({ id }) => id === agreementId);
    if (!found) throw new BridgeError('agreement_unknown');
    return found;
  }

  return [
    { method: 'GET', path, access: 'staff', handle: async (call) => showAgreement(call, await find(call)) },
    ...questionPages({
      ...{ path: `${path}/withdraw`, section, operation: operations.withdraw },
      ask: async (call) => withdrawal(await find(call)),
      inputOf: ({ form }) => {
        const at = textOrNull(form.effectiveAt);
        return { body: { version: form.version, ...(at === null ? {} : { effectiveAt: utcOf(at) }) }, isTyped: true };
      },
      done: ({ params, leadTo }) =>
        leadTo(agreementPathOf(params.brokerName ?? '', params.agreementId ?? ''), 'agreement-withdrawn'),
    }),
    { method: 'GET', path: signatures, access: 'staff', handle: (call) => showSignatures(operations, call) },
    {
      method: 'GET',
      path: `${signatures}/export`,
      access: 'staff',
      async handle(call) {
        const { body } = await call.run(operations.exportSignatures, { query: call.query });
        const { agreementId = '', version = '' } = call.params;
        const name = `${agreementId}-${version}`.replaceAll(/[^A-Za-z0-9._-]/g, '_');
        const headers = { 'content-disposition': `attachment; filename="${name}.csv"`, 'cache-control': 'no-store' };
        const csv = toCsv(body as Exported);
        return { kind: 'file', contentType: 'text/csv; charset=utf-8', headers, body: Buffer.from(csv) };
      },
    },
  ];
}

function withdrawal({ id, brokerName }: ShownAgreement): Question {
  const cancel = agreementPathOf(brokerName, id);
  return {
    ...{ cancel, title: 'Withdraw the agreement?', submit: 'Withdraw' },
    text: 'Nobody is asked for it any more. Signatures stay, and a later version puts it in force again.',
    crumbs: [...AGREEMENT_CRUMBS, { label: id, href: cancel }],
    fields: [
      {
        name: 'version',
        label: 'Name of the withdrawal',
        isRequired: true,
        maxlength: 64,
        hint: 'It stands among the versions, such as withdrawn-2027.',
      },
      { name: 'effectiveAt', label: 'From (UTC)', type: 'datetime-local', hint: 'Left empty: at once.' },
    ],
  };
}

function showAgreement(call: StaffPageCall, agreement: ShownAgreement) {
  const { id, brokerName, versionInForce, versions } = agreement;
  const canWrite = call.viewer.can('agreements:write');
  const here = agreementPathOf(brokerName, id);
  const rows = versions.toReversed().map((one) => [
    one.withdraws
      ? { text: one.version, note: 'withdrawal' }
      : {
          text: one.version,
          href: `${here}/versions/${encodeURIComponent(one.version)}/signatures`,
          note: Object.values(one.title)[0],
        },
    { badge: BADGES[one.state], label: LABELS[one.state] },
    momentOf(one.effectiveAt, 'from ever'),
    one.withdraws ? null : one.signatures,
    Object.keys(one.title).join(', '),
  ]);
  const publish = `${agreementsPathOf(brokerName)}/publish?agreementId=${encodeURIComponent(id)}`;
  return call.show({
    view: 'integrations/one',
    title: id,
    lead: `Agreement of ${brokerName}.`,
    section,
    crumbs: AGREEMENT_CRUMBS,
    actions: canWrite ? [{ label: 'Publish a version', href: publish, isPrimary: true }] : [],
    data: {
      facts: {
        title: 'The agreement',
        facts: [
          { term: 'White label', value: brokerName },
          {
            term: 'In force',
            value:
              versionInForce === null ? { badge: 'off', label: 'Nothing' } : { badge: 'live', label: versionInForce },
          },
        ],
      },
      dialogs:
        canWrite && versionInForce !== null
          ? [dialogOf('withdraw', `${here}/withdraw`, 'Withdraw', withdrawal(agreement))]
          : [],
      table: {
        ...{ id: 'versions', caption: 'Versions', rows },
        columns: ['Version', 'Status', 'From', 'Signatures', 'Languages'].map((label) => ({ label })),
      },
    },
  });
}

const BADGES = { future: 'scheduled', in_force: 'live', superseded: 'off' } as const;
const LABELS = { future: 'Scheduled', in_force: 'In force', superseded: 'Over' } as const;

async function showSignatures(operations: AgreementOperations, call: StaffPageCall) {
  const { brokerName = '', agreementId = '', version = '' } = call.params;
  const { body } = await call.run(operations.listSignatures, { query: call.query });
  const { items, nextCursor } = body as { items: ShownSignature[]; nextCursor: string | null };
  const rows = items.map((one) => [
    { code: one.id },
    momentOf(one.signedAt),
    one.language,
    one.address,
    one.apiKeyId === null ? 'on our page' : 'by the broker’s system',
    momentOf(one.reportedAt),
  ]);
  const here = agreementPathOf(brokerName, agreementId);
  const href = `${here}/versions/${encodeURIComponent(version)}/signatures/export`;
  return call.show({
    view: 'agreements/signatures',
    title: `Signatures under ${version}`,
    lead: 'That you looked stands in the privacy log.',
    section,
    crumbs: [...AGREEMENT_CRUMBS, { label: agreementId, href: here }],
    actions: [{ label: 'Export as CSV', href }],
    data: {
      table: {
        ...{ id: 'signatures', caption: 'Signatures', rows, pager: pagerOf(call, nextCursor) },
        columns: ['Trader', 'Signed', 'Language', 'From', 'How', 'Platform told'].map((label) => ({ label })),
        empty: { title: 'Nobody signed it yet', text: 'Traders are asked from its date on.' },
      },
    },
  });
}

interface Exported {
  readonly items: readonly ShownSignature[];
  readonly isMore: boolean;
}

function toCsv({ items, isMore }: Exported): string {
  const rows = items.map((one) => csvRecord([one.id, ...SIGNATURE_FIELDS.map((field) => one[field] ?? '')]));
  return [csvRecord(['userId', ...SIGNATURE_FIELDS]), ...rows, ...(isMore ? [moreRecord(items)] : [])].join('');
}

/** Who relies on it as proof has to know that some are missing, and how to get them; of one moment rather twice than never. */
function moreRecord(items: readonly ShownSignature[]): string {
  const before = new Date(Date.parse(items.at(-1)?.signedAt ?? '') + 1).toISOString();
  return csvRecord([`There are more: add ?before=${before} to the address.`]);
}
