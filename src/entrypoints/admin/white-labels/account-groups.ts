import type { FieldGroup, SettingField } from './settings-form.ts';

const options = (...pairs: readonly (readonly [value: string, label: string])[]) =>
  pairs.map(([value, label]) => ({ value, label }));

const environment: SettingField = {
  name: 'environment',
  label: 'Environment',
  kind: 'select',
  options: options(['demo', 'Demo'], ['live', 'Live']),
};
const groupName: SettingField = { name: 'groupName', label: 'Group on the platform', kind: 'text' };
const accountType: SettingField = {
  name: 'accountType',
  label: 'Account type',
  kind: 'select',
  options: options(['HEDGED', 'Hedged'], ['NETTED', 'Netted'], ['SPREAD_BETTING', 'Spread betting']),
};
const common: readonly SettingField[] = [
  {
    name: 'totalMarginCalculationType',
    label: 'Margin of opposite positions',
    kind: 'select',
    options: options(['MAX', 'The larger side (MAX)'], ['SUM', 'Both sides (SUM)'], ['NET', 'The difference (NET)']),
  },
  {
    name: 'accessRights',
    label: 'Access rights',
    kind: 'select',
    options: options(
      ['FULL_ACCESS', 'Full access'],
      ['CLOSE_ONLY', 'Close only'],
      ['NO_TRADING', 'No trading'],
      ['NO_LOGIN', 'No login'],
    ),
  },
  {
    name: 'openingBalanceMinor',
    label: 'Opening balance',
    kind: 'integer',
    fallback: '0',
    hint: 'In the smallest unit of the currency.',
  },
];
const HUNDREDTHS = 'In hundredths: 1:100 is 10000.';

/** Of the page of accounts. */
export const ACCOUNT_GROUPS: readonly FieldGroup[] = [
  {
    kind: 'optional',
    name: 'firstAccount',
    legend: 'First account',
    tick: 'New traders get an account at sign-up without being asked',
    fields: [
      environment,
      groupName,
      accountType,
      { name: 'depositCurrency', label: 'Currency', kind: 'text', hint: 'Three capital letters.' },
      { name: 'leverageInCents', label: 'Leverage', kind: 'integer', hint: HUNDREDTHS },
      ...common,
    ],
  },
  {
    kind: 'list',
    name: 'accountOffers',
    legend: 'Account to choose',
    hint: 'Empty its id to take it away.',
    fields: [
      { name: 'id', label: 'Id', kind: 'text', hint: 'Letters, digits and . _ ~ -' },
      environment,
      groupName,
      accountType,
      { name: 'depositCurrencies', label: 'Currencies', kind: 'words', hint: 'Such as EUR, USD.' },
      { name: 'leveragesInCents', label: 'Leverages', kind: 'integers', hint: HUNDREDTHS },
      ...common,
    ],
  },
  {
    kind: 'plain',
    legend: 'Applications',
    fields: [
      {
        name: 'onboarding.mode',
        label: 'Who applies to become a trader',
        kind: 'select',
        options: options(['workflow', 'Goes the way below'], ['direct', 'Is signed up at once (for development)']),
      },
    ],
  },
  {
    kind: 'list',
    name: 'onboarding.states',
    legend: 'State',
    hint: 'Empty its id to take it away.',
    fields: [
      { name: 'id', label: 'Id', kind: 'text', hint: 'Small letters, digits and _' },
      { name: 'name', label: 'Name', kind: 'text' },
      { name: 'initial', label: 'An application can begin here', kind: 'tick' },
      { name: 'final', label: 'An application ends here', kind: 'tick' },
      { name: 'createUser', label: 'The applicant becomes a trader', kind: 'tick' },
      { name: 'next', label: 'Next states', kind: 'words', isOptional: true, hint: 'Their ids; none where it ends.' },
    ],
  },
];
