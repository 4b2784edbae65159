import { INAPP_ACTIONS } from '../../../lib/inapp-actions.ts';
import { ACCOUNT_GROUPS } from './account-groups.ts';
import { PAYMENTS_PAGE } from './payment-settings.ts';
import { plain } from './plain-group.ts';
import { PLATFORM_PAGE } from './platform-settings.ts';
import type { FieldGroup, SettingsPage } from './settings-form.ts';

const settings = { at: '', operation: 'updateWhiteLabel', root: '', submit: 'Save' } as const;
const ACTION_NAMES: Readonly<Record<(typeof INAPP_ACTIONS)[number], string>> = {
  deposit: 'Deposit',
  withdrawal: 'Withdrawal',
  kyc: 'Documents (KYC)',
  'create-account': 'Create account',
  'change-password': 'Change password',
  'change-email': 'Change email',
  chat: 'Chat',
  action: 'Other action',
};

const ACTION_KINDS = [
  { value: 'built-in', label: 'The bridge’s own screen' },
  { value: 'external', label: 'A page of the broker' },
  { value: 'off', label: 'Off' },
];

const PLACEHOLDERS =
  'May hold {brokerName}, {brokerCrmName}, {otToken}, {accountId}, {lang}, {theme} and {source}. The address below is one with sample values.';

const actionGroup = (action: (typeof INAPP_ACTIONS)[number]): FieldGroup =>
  plain(ACTION_NAMES[action], [
    { name: `actions.${action}.kind`, label: 'What opens', kind: 'select', options: ACTION_KINDS },
    {
      name: `actions.${action}.template`,
      label: 'Address',
      kind: 'address',
      onlyFor: 'external',
      preview: 'action',
      hint: PLACEHOLDERS,
    },
  ]);

/** Every page that is a form over settings; the branding has one of its own. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  {
    tab: 'identification',
    title: 'Identification',
    lead: 'How traders and calls find this white label. Its name and its CRM are fixed.',
    forms: [
      {
        ...settings,
        groups: [
          plain('Names', [
            {
              name: 'displayName',
              label: 'Shown name',
              kind: 'text',
              hint: 'Traders see it on screens and in letters.',
            },
            {
              name: 'hosts',
              label: 'Host names',
              kind: 'lines',
              isOptional: true,
              hint: 'One a line, in small letters and without port, such as sso.broker.example. They serve this white label alone.',
            },
          ]),
        ],
      },
    ],
  },
  PLATFORM_PAGE,
  {
    tab: 'screens',
    title: 'Screens and URLs',
    lead: 'Where browsers go, in which languages, and who may frame the screens.',
    forms: [
      {
        ...settings,
        groups: [
          plain('After signing in', [
            {
              name: 'screens.successUrl',
              label: 'Success URL',
              kind: 'address',
              preview: 'success',
              hint: 'The browser goes there with the one-time token. Exact: no credentials and no fragment.',
            },
            {
              name: 'screens.landingUrl',
              label: 'Landing page',
              kind: 'address',
              isNullable: true,
              hint: 'Where /sso/callback leads; empty is the bridge’s own page of in-app actions.',
            },
            {
              name: 'screens.embeddedPlatformUrl',
              label: 'Embedded platform',
              kind: 'address',
              isNullable: true,
              preview: 'action',
              hint: `Opens the platform in the broker’s own page. ${PLACEHOLDERS}`,
            },
          ]),
          plain('Languages', [
            {
              name: 'screens.languages',
              label: 'Languages',
              kind: 'words',
              hint: 'Two letters each, such as en, de, ar.',
            },
            { name: 'screens.defaultLanguage', label: 'Default language', kind: 'text', hint: 'One of them.' },
          ]),
          plain('Framing', [
            {
              name: 'screens.frameOrigins',
              label: 'Origins that may frame the screens',
              kind: 'lines',
              isOptional: true,
              hint: 'One a line, such as https://app.broker.example.',
            },
          ]),
        ],
      },
    ],
  },
  {
    tab: 'actions',
    title: 'Actions',
    lead: 'What opens when the platform’s app asks for a screen.',
    forms: [{ ...settings, groups: INAPP_ACTIONS.map(actionGroup) }],
  },
  {
    tab: 'accounts',
    title: 'Accounts',
    lead: 'Which trading accounts traders get, and the way of those who apply.',
    forms: [{ ...settings, groups: ACCOUNT_GROUPS }],
  },
  PAYMENTS_PAGE,
  {
    tab: 'tokens',
    title: 'Tokens',
    lead: 'How long tokens of this white label live.',
    forms: [
      {
        ...settings,
        groups: [
          plain('Lifetimes', [
            {
              name: 'tokens.oneTimeTokenTtlSeconds',
              label: 'One-time token',
              kind: 'integer',
              suffix: 'seconds',
              hint: '10 to 900.',
            },
            {
              name: 'tokens.accessTokenTtlSeconds',
              label: 'Access token',
              kind: 'integer',
              suffix: 'seconds',
              isNullable: true,
              hint: 'Empty is without end.',
            },
            {
              name: 'tokens.crmApiTokenTtlSeconds',
              label: 'crmApiToken',
              kind: 'integer',
              suffix: 'seconds',
              hint: 'At least 604800, which is seven days.',
            },
            { name: 'tokens.inappTokenTtlSeconds', label: 'In-app token', kind: 'integer', suffix: 'seconds' },
          ]),
          plain('In-app tokens', [
            {
              name: 'tokens.inappTokens',
              kind: 'tick',
              label: 'Calls 4.2 and 4.3 return an inappToken, which call 4.4 then demands',
            },
          ]),
        ],
      },
    ],
  },
  {
    tab: 'privacy',
    title: 'Privacy',
    lead: 'What is asked of who looks at traders’ data through the broker API.',
    forms: [
      {
        ...settings,
        groups: [
          plain('Who asks, and why', [
            {
              name: 'privacy.allowPlaceholders',
              kind: 'tick',
              label: 'Accept “none”, “test” and the like as who asks and why',
              hint: 'For trying things out. The privacy log is worth little with it.',
            },
          ]),
        ],
      },
    ],
  },
];
