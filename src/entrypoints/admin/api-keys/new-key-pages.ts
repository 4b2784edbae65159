import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import { type FaultOf, type FormValues, faultsOf, messageAbove, noFaults } from '../page/form-input.ts';
import { KEY_FIELDS, keyGroups, keyOfForm, NEW_KEY_VALUES } from './key-form.ts';
import { KEY_CRUMBS, type KeyHomePages } from './key-home.ts';
import { keyPathOf } from './list-page.ts';
import type { ShownApiKey } from './show-api-key.ts';

export type IssuedKey = ShownApiKey & { readonly key: string; readonly secret: string | null };

/** Makes a key; it is shown once. @param check - Throws where there is no such home in reach. */
export function newKeyPages(home: KeyHomePages, check: (call: StaffPageCall) => Promise<void>): AdminPage[] {
  const path = `${home.base}/new`;
  return [
    {
      method: 'GET',
      path,
      access: 'staff',
      asksFor: home.create,
      async handle(call) {
        await check(call);
        return showForm(home, call, NEW_KEY_VALUES, noFaults);
      },
    },
    {
      method: 'POST',
      path,
      access: 'staff',
      async handle(call) {
        const attempt = await call.attempt(home.create, {
          ...home.inputOf(call, keyOfForm(call.form, true)),
          isTyped: true,
        });
        if (attempt.kind === 'done') return showIssued(call, attempt.reply.body as IssuedKey);
        const error = messageAbove(attempt, KEY_FIELDS);
        return showForm(home, call, call.form, faultsOf(attempt), error, attempt.status);
      },
    },
  ];
}

function showForm(
  home: KeyHomePages,
  call: StaffPageCall,
  values: FormValues,
  faultOf: FaultOf,
  error?: string,
  status = 200,
) {
  const name = home.nameOf(call);
  const form = { action: `${home.pathOf(name)}/new`, submit: 'Make the key', cancel: '/admin/api-keys', error };
  return call.show({
    view: 'integrations/form',
    title: 'New API key',
    lead: `For systems of ${name}.`,
    section: 'api-keys',
    crumbs: KEY_CRUMBS,
    status,
    data: { form: { ...form, groups: keyGroups(values, faultOf, true) } },
  });
}

export function showIssued(call: StaffPageCall, key: IssuedKey) {
  const secret = key.secret === null ? [] : [{ label: 'Secret', value: key.secret }];
  return call.show({
    view: 'integrations/secret',
    title: key.name,
    section: 'api-keys',
    crumbs: KEY_CRUMBS,
    data: {
      secret: {
        title: 'Store the key',
        secrets: [{ label: 'Key', value: key.key }, ...secret],
        next: keyPathOf(key),
      },
    },
  });
}
