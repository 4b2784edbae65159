import { plain } from './plain-group.ts';
import type { SettingsPage } from './settings-form.ts';

/** The connection to the platform; another address needs the manager’s password again. */
export const PLATFORM_PAGE: SettingsPage = {
  tab: 'platform',
  title: 'Platform',
  lead: 'How the bridge reaches the trading platform of this white label.',
  forms: [
    {
      at: '',
      operation: 'updatePlatform',
      root: 'platform',
      submit: 'Save the connection',
      groups: [
        plain('Connection', [
          { name: 'platform.baseUrl', label: 'Address of its web services', kind: 'address' },
          { name: 'platform.managerLogin', label: 'Manager’s login', kind: 'integer' },
          {
            name: 'platform.managerPassword',
            label: 'Manager’s password',
            kind: 'secret',
            isOptional: true,
            hint: 'Leave it empty to keep the one that there is. With another address it has to be entered again.',
          },
        ]),
        plain('What it is like', [
          {
            name: 'platform.identity',
            label: 'Who knows the traders',
            kind: 'select',
            options: [
              { value: 'sso', label: 'The bridge: it signs traders in and issues one-time tokens' },
              { value: 'handoff', label: 'The platform: the bridge redeems its tokens' },
            ],
          },
          {
            name: 'platform.idempotentExternalIds',
            kind: 'tick',
            label: 'The platform credits the same external id only once',
            hint: 'Then an answer that was lost is asked for again. Saying so of a platform that does not credits deposits twice.',
          },
          { name: 'platform.userIdPath', label: 'Path of call 3.11', kind: 'address' },
          { name: 'platform.logoutPath', label: 'Path of call 3.12', kind: 'address' },
        ]),
      ],
    },
  ],
};
