import { linesOf } from '../page/form-input.ts';
import type { ShownWhiteLabel } from '../white-labels/white-label-page.ts';

type Fields = Readonly<Record<string, string>>;

export interface CloneFormParts {
  readonly model: ShownWhiteLabel;
  /** Those that are in reach as a whole. */
  readonly crms: readonly { readonly id: string; readonly displayName: string }[];
  /** What was entered before, where it was refused. */
  readonly entered: Fields | undefined;
  readonly faultOf: (field: string) => string | undefined;
  /** Where what is typed is checked. */
  readonly checkAt: string;
}

/** Fields of the part `form`, in two groups. */
export function cloneForm({ model, crms, entered, faultOf, checkAt }: CloneFormParts) {
  const { settings } = model;
  const ownCrm = crms.find(({ id }) => id === settings.brokerCrmName) ?? crms[0];
  const enteredOr = (name: string, start: string) => entered?.[name] ?? start;
  const crm = enteredOr('brokerCrmName', ownCrm?.id ?? '');
  const live = { preview: { source: `${checkAt}?crm=${encodeURIComponent(crm)}` } };
  const field = (name: string, start: string, more: object) => ({
    ...{ name, value: enteredOr(name, start), error: faultOf(name) },
    ...more,
  });
  return [
    {
      legend: 'Names',
      fields: [
        field('brokerName', '', {
          ...{ label: 'brokerName', isRequired: true, isMono: true, autocomplete: 'off', ...live },
          hint: 'In addresses and calls; never changed. Letters, digits and . _ ~ - alone.',
        }),
        field('displayName', settings.displayName, {
          ...{ label: 'Shown name', isRequired: true },
          hint: 'Traders see it on screens and in letters.',
        }),
        field('brokerCrmName', crm, {
          ...{ label: 'CRM', type: 'select', isRequired: true },
          options: crms.map(({ id, displayName }) => ({ value: id, label: `${displayName} (${id})` })),
          hint: 'Of those that are in your reach as a whole.',
        }),
        field('hosts', '', {
          ...{ label: 'Host names', type: 'textarea', rows: 2, isMono: true, ...live },
          hint: 'One a line. A host belongs to one white label, so that the model’s are not copied.',
        }),
      ],
    },
    {
      legend: 'Connection',
      fields: [
        field('managerLogin', String(settings.platform.managerLogin), {
          ...{ label: 'Manager’s login', inputmode: 'numeric', isRequired: true },
          hint: `At ${settings.platform.baseUrl}, as the model.`,
        }),
        field('managerPassword', '', {
          ...{ label: 'Manager’s password', type: 'password', autocomplete: 'new-password', isRequired: true },
          hint: 'The model’s is not copied. It is kept sealed, and never shown.',
        }),
        field('enabled', '', {
          ...{ label: 'Switch it on at once', type: 'checkbox' },
          hint: 'Otherwise nobody can sign in there until you switch it on.',
        }),
      ],
    },
  ];
}

/** As `cloneWhiteLabel` takes it. What is no number stays as it is, and is refused as such. */
export function readCloneForm(form: Fields): Record<string, unknown> {
  const {
    brokerName = '',
    displayName = '',
    brokerCrmName = '',
    hosts,
    managerLogin = '',
    managerPassword = '',
  } = form;
  return {
    ...{ brokerName: brokerName.trim(), displayName: displayName.trim(), brokerCrmName },
    ...{ hosts: linesOf(hosts), enabled: form.enabled === 'true', managerPassword },
    managerLogin: /^\d{1,15}$/.test(managerLogin.trim()) ? Number(managerLogin) : managerLogin,
  };
}
