import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, type FormValues, faultsOf, messageAbove, noFaults, textOrNull } from '../page/form-input.ts';
import { AGREEMENT_CRUMBS, agreementPathOf, agreementsPathOf } from './list-page.ts';
import type { AgreementOperations } from './operations.ts';

const path = '/admin/agreements/:brokerName/publish';
const FIELDS = ['agreementId', 'version', 'effectiveAt', 'title', 'url', 'documentSha256'];

interface Languages {
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
}

/** Publishes a version; the first one of an id makes the agreement. */
export function publishPages(operations: AgreementOperations): AdminPage[] {
  const languagesFor = async (call: StaffPageCall) => {
    const { brokerName } = call.params;
    return (await call.run(operations.get, { params: { brokerName } })).body as unknown as Languages;
  };
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: operations.publish,
      async handle(call) {
        const { agreementId = '' } = call.query;
        return showForm(call, await languagesFor(call), { agreementId }, noFaults);
      },
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const languages = await languagesFor(call);
        const { brokerName = '' } = call.params;
        const agreementId = (call.form.agreementId ?? '').trim();
        const input = { params: { brokerName, agreementId }, body: versionOfForm(call.form, languages), isTyped: true };
        const attempt = await call.attempt(operations.publish, input);
        if (attempt.kind === 'done')
          return call.leadTo(agreementPathOf(brokerName, agreementId), 'agreement-published');
        const own = faultsOf(attempt);
        // The domain calls the agreement’s own name `id`.
        const faultOf: FaultOf = (field) => own(field) ?? (field === 'agreementId' ? own('id') : undefined);
        const error = messageAbove(attempt, [...FIELDS, 'id']);
        return showForm(call, languages, call.form, faultOf, error, attempt.status);
      },
    },
  ];
}

/** A title that is left empty is in no other language; one address may be that of all. */
function versionOfForm(form: FormValues, { defaultLanguage, languages }: Languages) {
  const title = Object.fromEntries(
    languages.flatMap((language) => {
      const text = textOrNull(form[`title.${language}`]);
      return text === null ? [] : [[language, text]];
    }),
  );
  const urls = Object.keys(title).map((language) => [language, textOrNull(form[`url.${language}`])] as const);
  const main = textOrNull(form[`url.${defaultLanguage}`]) ?? '';
  const isOne = urls.every(([language, url]) => language === defaultLanguage || url === null);
  const sha256 = textOrNull(form.documentSha256);
  const at = textOrNull(form.effectiveAt);
  return {
    ...{ version: (form.version ?? '').trim(), title },
    url: isOne ? main : Object.fromEntries(urls.map(([language, url]) => [language, url ?? main])),
    ...(sha256 === null ? {} : { documentSha256: sha256 }),
    ...(at === null ? {} : { effectiveAt: utcOf(at) }),
  };
}

/** Browsers leave the zone out of such a field. */
export function utcOf(text: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? `${text}Z` : text;
}

function showForm(
  call: StaffPageCall,
  { defaultLanguage, languages }: Languages,
  values: FormValues,
  faultOf: FaultOf,
  error?: string,
  status = 200,
) {
  const { brokerName = '' } = call.params;
  const filled = (name: string, label: string, more: object = {}) => ({
    ...{ name, label, value: values[name] ?? '', error: faultOf(name) },
    ...more,
  });
  const inLanguage = (language: string, isMain: boolean) => [
    filled(`title.${language}`, `Title (${language})`, {
      ...{
        isRequired: isMain,
        maxlength: 200,
        error: faultOf(`title.${language}`) ?? (isMain ? faultOf('title') : undefined),
      },
    }),
    filled(`url.${language}`, `Address (${language})`, {
      ...{
        isRequired: isMain,
        isMono: true,
        error: faultOf(`url.${language}`) ?? (isMain ? faultOf('url') : undefined),
      },
      ...(isMain ? { hint: 'Of the document. Languages without an address of their own lead here.' } : {}),
    }),
  ];
  const others = languages.filter((language) => language !== defaultLanguage);
  const groups = [
    {
      legend: 'The version',
      fields: [
        filled('agreementId', 'Agreement', {
          isRequired: true,
          isMono: true,
          maxlength: 64,
          hint: 'A short name such as client-agreement. A new one makes a new agreement.',
        }),
        filled('version', 'Version', {
          isRequired: true,
          maxlength: 64,
          hint: 'Who signed another version has not signed this one.',
        }),
        filled('effectiveAt', 'In force from (UTC)', {
          type: 'datetime-local',
          hint: 'Left empty: at once. What is published is never changed.',
        }),
      ],
    },
    { legend: 'The document', fields: inLanguage(defaultLanguage, true) },
    ...(others.length === 0
      ? []
      : [
          {
            legend: 'In other languages',
            hint: 'Left empty, traders read the one above.',
            fields: others.flatMap((one) => inLanguage(one, false)),
          },
        ]),
    {
      legend: 'Proof',
      fields: [
        filled('documentSha256', 'SHA-256 of the document', {
          isMono: true,
          hint: 'In hex. Signatures then cover the document too.',
        }),
      ],
    },
  ];
  const form = {
    action: `${agreementsPathOf(brokerName)}/publish`,
    submit: 'Publish',
    cancel: '/admin/agreements',
    error,
    groups,
  };
  return call.show({
    view: 'integrations/form',
    title: 'Publish a version',
    lead: `Of an agreement of ${brokerName}.`,
    section: 'agreements',
    crumbs: AGREEMENT_CRUMBS,
    status,
    data: { form },
  });
}
