import type { PageFacts } from '../../src/entrypoints/admin/page/render-page.ts';

type Facts = Pick<PageFacts, 'csrf' | 'asset' | 'path' | 'requestId' | 'viewer'>;

const DAY_SECONDS = 86_400;
const FROM_SECONDS = Date.UTC(2026, 0, 1) / 1000;
const DAYS = Array.from({ length: 30 }, (_none, day) => day);
const LONG_NAME = 'a-name-as-long-as-one-can-be-without-a-place-where-it-could-go-on-below';

/** Sample data of a part of `views/admin/parts`; every part has one at least. */
export interface ConsoleSample {
  readonly part: string;
  readonly data: (page: Facts) => object;
}

const chartData = {
  times: DAYS.map((day) => FROM_SECONDS + day * DAY_SECONDS),
  series: [
    { label: 'Sign-ins', values: DAYS.map((day) => 420 + Math.round(160 * Math.sin(day / 3)) + day * 6) },
    { label: 'Token exchanges', values: DAYS.map((day) => 310 + Math.round(90 * Math.cos(day / 4)) + day * 4) },
    { label: 'Errors', values: DAYS.map((day) => (day === 12 ? null : 8 + (day % 5))) },
  ],
};

const of = (part: string, data: object | ((page: Facts) => object)): ConsoleSample => ({
  part,
  data: typeof data === 'function' ? (data as (page: Facts) => object) : () => data,
});

const FIGURES: readonly ConsoleSample[] = [
  of('notice', { kind: 'done', text: 'Saved.' }),
  of('notice', { kind: 'warn', text: 'Nothing was changed: everything is already as you entered it.' }),
  of('notice', { kind: 'error', text: 'That could not be done. Nothing was changed.' }),
  of('reach', {
    kind: 'some',
    ...{ crms: ['tradingtech_crm'], brokers: [], error: 'Must name a CRM or a white label.' },
    choices: {
      everything: true,
      crms: [{ id: 'tradingtech_crm', displayName: 'Trading Tech' }],
      whiteLabels: [{ id: 'tradingtech_main', displayName: 'tradingtech_main' }],
    },
  }),
  of('step-progress', {
    label: 'New white label',
    current: 2,
    steps: [
      { label: 'Identification', href: '/admin/white-labels/new' },
      { label: 'Platform', href: '/admin/white-labels/new?step=2' },
      { label: 'Branding' },
      { label: 'Addresses' },
      { label: 'Secrets' },
      { label: 'Conformance' },
    ],
  }),
  of('tabs', {
    label: 'White label tradingtech_main',
    tabs: [
      { label: 'Overview', href: '/admin/white-labels/x', isCurrent: true },
      { label: 'Branding', href: '/admin/white-labels/x/branding' },
      { label: 'Clients', href: '/admin/white-labels/x/clients', count: 3 },
      { label: 'History', href: '/admin/white-labels/x/history' },
    ],
  }),
  of('numbers', {
    label: 'Today',
    numbers: [
      { label: 'Sign-ins', value: '1,284', note: '+8 % on the week before', tone: 'good', href: '/admin/users' },
      { label: 'Token exchanges', value: '962' },
      { label: 'Deposits', value: '118', note: 'USD 84,310.00' },
      { label: 'Errors', value: '7', note: '+3 on yesterday', tone: 'bad' },
    ],
  }),
  of('chart', { id: 'chart-counts', title: 'Sign-ins and exchanges', note: 'By day, last 30 days', data: chartData }),
  of('chart', { id: 'chart-ms', title: 'Latency', unit: 'ms', kind: 'line', data: chartData }),
  of('chart', {
    id: 'chart-bars',
    title: 'Deposits',
    kind: 'bars',
    data: { ...chartData, series: chartData.series.slice(0, 1) },
  }),
  of('chart', { id: 'chart-none', title: 'Withdrawals', data: { times: [], series: [] } }),
];

const rows = [
  [
    { text: 'tradingtech_main', href: '/admin/white-labels/x', note: 'Trading Tech' },
    { badge: 'active' },
    1284,
    { ms: Date.UTC(2026, 0, 30, 9, 12) },
    {
      actions: [
        { label: 'Edit', href: '/admin/white-labels/x/edit' },
        { label: 'Disable', href: '/admin/x', isDanger: true },
      ],
    },
  ],
  [{ text: LONG_NAME, href: '/admin/white-labels/y' }, { badge: 'failed' }, 0, { ms: null }, null],
  ['third', { badge: 'in-review' }, null, { ms: Date.UTC(2026, 0, 2) }, { secret: 'bk_test_sandbox_tradingtech_main' }],
  [{ code: 'wl_01HXYZ' }, { badge: 'new' }, 12, { ms: Date.UTC(2026, 0, 2) }, { badge: 'something', label: 'Else' }],
];
const columns = [
  { label: 'White label' },
  { label: 'Status' },
  { label: 'Sign-ins', align: 'end' },
  { label: 'Last sign-in' },
  { label: 'Actions', isLabelHidden: true },
];

const LISTS: readonly ConsoleSample[] = [
  of('search-form', {
    action: '/admin/sample',
    target: 'sample-list',
    label: 'Search white labels',
    value: '',
    hint: 'Name, CRM or host name',
    filters: [
      {
        name: 'status',
        label: 'Status',
        type: 'select',
        options: [
          { value: '', label: 'All' },
          { value: 'on', label: 'On' },
        ],
      },
    ],
  }),
  of('table', {
    id: 'sample-list',
    caption: 'White labels',
    columns,
    rows,
    pager: { newer: null, older: '/admin/sample?before=x', text: '4 of 1,000' },
  }),
  of('table', {
    id: 'sample-log',
    caption: 'Entries of a log',
    columns: ['When', 'Who', 'Action', 'Of what', 'What changed'].map((label) => ({ label })),
    rows: [
      [
        { text: '2026-01-30 09:12:44 UTC', href: '/admin/x', note: 'No. 21' },
        { text: 'ada@customer-care.example', note: '192.0.2.17' },
        { code: 'agreement-signature.export' },
        { text: '01a22931-b6de-7220-a2e3-d864fe3d58b5', note: 'user' },
        'branding.accentLight, description, 5 more',
      ],
    ],
  }),
  of('table', {
    caption: 'OIDC clients',
    columns,
    rows: [],
    empty: {
      title: 'No client yet',
      text: 'Clients are applications that sign traders in.',
      action: { label: 'Register one', href: '/admin/x' },
    },
  }),
  of('pager', { newer: '/admin/sample?after=a', older: null }),
  of('empty', { title: 'Nothing found', text: 'Try fewer words.' }),
  of('facts', {
    title: 'Identification',
    facts: [
      { term: 'Name', value: 'tradingtech_main' },
      { term: 'Status', value: { badge: 'active' } },
      { term: 'Made', value: { ms: Date.UTC(2026, 0, 2), withSeconds: true } },
      {
        term: 'Issuer',
        value: { secret: 'https://id.example.com/b/tradingtech_main' },
        note: 'What applications are given',
      },
      { term: 'Host names', value: null },
      { term: 'Long', value: LONG_NAME },
    ],
  }),
  of('facts', {
    isGrid: true,
    facts: [
      { term: 'Sessions', value: 3 },
      { term: 'Accounts', value: 2 },
    ],
  }),
  of('changes', {
    caption: 'What changed',
    changes: [
      { field: 'branding.primaryColour', before: '#1d5fd1', after: '#0f8a6c' },
      { field: 'screens.languages', before: ['en'], after: ['en', 'de'] },
      { field: 'platform.password', before: '(secret)', after: '(secret)' },
      { field: 'successUrl', before: null, after: 'https://example.com/a/long/way/to/where/traders/go/afterwards' },
    ],
  }),
  of('theirs', { what: 'this member', changes: [{ field: 'Role', before: 'admin', after: 'support' }] }),
  of('badge', { status: 'retrying' }),
  of('time', { ms: Date.UTC(2026, 0, 2) }),
  of('value', { value: 'text' }),
  of('copy-value', { value: 'bk_live_1234', label: 'Copy the key' }),
];

const textFields = [
  {
    name: 'name',
    label: 'Name',
    isRequired: true,
    value: 'tradingtech main',
    error: 'Only a–z, 0–9 and _ are allowed.',
    hint: 'Stands in addresses.',
    isMono: true,
  },
  { name: 'email', label: 'Email', type: 'email', autocomplete: 'off', placeholder: 'crm@example.com' },
  { name: 'timeout', label: 'Timeout', type: 'number', value: 10, suffix: 'seconds', min: 1 },
  {
    name: 'theme',
    label: 'Theme',
    type: 'select',
    value: 'dark',
    options: ['light', { value: 'dark', label: 'Dark' }],
  },
  { name: 'notes', label: 'Notes', type: 'textarea', value: 'One line\nand another' },
];
const otherFields = [
  { name: 'keep', label: 'Keep traders signed in', type: 'checkbox', value: true, hint: 'For thirty days.' },
  { name: 'primary', label: 'Primary colour', type: 'colour', value: '#1d5fd1' },
  { name: 'accent', label: 'Accent colour', type: 'colour', value: 'blue', error: 'That is not a colour.' },
  { name: 'logo', label: 'Logo', type: 'file', accept: 'image/png', hint: 'PNG or SVG, at most 200 KiB.' },
  { name: 'issuer', label: 'Issuer', type: 'readonly', value: 'https://id.example.com/b/tradingtech_main' },
  { name: 'secret', label: 'Secret', type: 'secret', value: 'sample-secret-that-opens-nothing' },
  { name: 'off', label: 'Not now', isDisabled: true, value: 'cannot be changed' },
];

const FORMS: readonly ConsoleSample[] = [
  of('form', ({ csrf }) => ({
    id: 'sample-form',
    action: '/admin/sample',
    csrf,
    revision: 7,
    hidden: { step: '2' },
    groups: [
      { legend: 'Identification', hint: 'How the platform and traders find it.', fields: textFields },
      { legend: 'Branding', fields: otherFields },
    ],
    submit: 'Save changes',
    cancel: '/admin/white-labels',
  })),
  of('form', ({ csrf }) => ({
    action: '/admin/sample/file',
    csrf,
    givesFile: true,
    isFree: true,
    submit: 'Export as a file',
  })),
  of('preview', {
    id: 'sample-preview',
    title: 'The login screen',
    form: 'sample-form',
    action: '/admin/preview',
    src: '/admin/preview',
    fields: [{ name: 'previewTheme', label: 'Shown theme', type: 'select', options: ['light', 'dark'] }],
  }),
  of('confirm', ({ csrf }) => ({
    id: 'end-sessions',
    opener: 'End all sessions',
    href: '/admin/sample?confirm=end-sessions',
    title: 'End all sessions?',
    text: 'The trader has to sign in again everywhere.',
    action: '/admin/sample',
    csrf,
    reason: true,
    submit: 'End them',
  })),
  of('confirm', ({ csrf }) => ({
    id: 'disable',
    isPage: true,
    text: 'Nobody can sign in while the white label is off.',
    action: '/admin/sample',
    csrf,
    reason: 'Traders do not see it.',
    reasonError: 'Please say why.',
    submit: 'Switch off',
    cancel: '/admin/white-labels',
  })),
  of('secret-once', {
    title: 'The secret of this client',
    secrets: [{ label: 'Client secret', value: 'sample-secret-shown-once' }],
    next: '/admin/oidc-clients',
  }),
  of('address-preview', { address: 'https://app.example/?token=sample-one-time-token' }),
  of('address-preview', { fault: 'It holds the unknown placeholder {nobody}.' }),
  of('field', { id: 'single', name: 'single', label: 'A field of its own' }),
];

/** Of parts that stand in every frame, or in other parts. */
export const FRAME_PARTS = ['head', 'icon', 'theme-switch'];
/** Stands in a form of the sign-in. */
export const SIGN_IN_PARTS = ['passkey-button'];

export const CONSOLE_SAMPLES: readonly ConsoleSample[] = [...FIGURES, ...LISTS, ...FORMS];
