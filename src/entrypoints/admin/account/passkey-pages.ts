import { BridgeError } from '../../../errors/bridge-error.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { questionPages } from '../page/question-pages.ts';
import { parsedAnswer, type Refused, sayFault } from '../session/show-sign-in.ts';
import type { ShownAccount } from './account-page.ts';
import { describeBrowser } from './describe-browser.ts';
import { ACCOUNT_CRUMBS } from './factor-pages.ts';

const NEW = '/admin/account/passkeys/new';
const one = '/admin/account/passkeys/:passkeyId';

type Account = AdminOperations['account'];

export function passkeyPages({ account }: AdminOperations): AdminPage[] {
  return [...newPages(account), ...renamePages(account), ...removePage(account)];
}

function newPages(account: Account): AdminPage[] {
  return [
    {
      method: 'GET',
      path: NEW,
      access: 'staff',
      async handle(call) {
        requireProof(call);
        return showNew(call, describeBrowser(call.context.request.get('User-Agent') ?? ''));
      },
    },
    {
      method: 'POST',
      path: '/admin/account/passkeys/question',
      access: 'staff',
      handle: async (call) => ({ kind: 'json', body: (await call.run(account.beginPasskey)).body ?? {} }),
    },
    {
      method: 'POST',
      path: NEW,
      access: 'staff',
      async handle(call) {
        const { label = '', passkey = '' } = call.form;
        if (passkey === '') {
          requireProof(call);
          return showNew(call, label);
        }
        const body = { label, response: parsedAnswer(passkey) };
        const attempt = await call.attempt(account.addPasskey, { body, isTyped: true });
        if (attempt.kind === 'refused') return showNew(call, label, attempt);
        const { recoveryCodesLeft } = (await call.run(account.getAccount)).body as ShownAccount;
        // Who loses the device of the first one would be locked out.
        return call.leadTo(recoveryCodesLeft > 0 ? '/admin/account' : '/admin/account/recovery-codes', 'passkey-added');
      },
    },
  ];
}

/** The device is asked by a script, which can show no form for a proof: so it is asked for before. */
function requireProof({ identity }: StaffPageCall): void {
  if (!identity.isSteppedUp) throw new BridgeError('step_up_needed');
}

function showNew(call: StaffPageCall, label: string, refused?: Refused) {
  const isLabel = refused?.error.code === 'passkey_label_invalid' || refused?.faultOf('label') !== undefined;
  const data = {
    label,
    fault: refused && !isLabel ? sayFault(refused) : undefined,
    labelFault: isLabel ? 'Give it one line of at most 64 characters.' : undefined,
  };
  const status = refused?.status ?? 200;
  const page = { title: 'Add a passkey', section: 'account', crumbs: ACCOUNT_CRUMBS } as const;
  return call.show({ ...page, view: 'account/new-passkey', status, data });
}

function renamePages(account: Account): AdminPage[] {
  async function show(call: StaffPageCall, label?: string, refused?: Refused) {
    const passkey = await findPasskey(call, account);
    const fault = refused && 'Give it one line of at most 64 characters.';
    const data = { passkey, label: label ?? passkey.label, fault };
    const status = refused?.status ?? 200;
    const page = { title: passkey.label, section: 'account', crumbs: ACCOUNT_CRUMBS } as const;
    return call.show({ ...page, view: 'account/passkey', status, data });
  }

  return [
    { method: 'GET', path: one, access: 'staff', handle: async (call) => show(call) },
    {
      method: 'POST',
      path: one,
      access: 'staff',
      async handle(call) {
        const { label = '' } = call.form;
        const attempt = await call.attempt(account.renamePasskey, { body: { label } });
        return attempt.kind === 'done' ? call.leadTo('/admin/account', 'saved') : show(call, label, attempt);
      },
    },
  ];
}

function removePage(account: Account): AdminPage[] {
  return questionPages({
    path: `${one}/remove`,
    section: 'account',
    operation: account.removePasskey,
    ask: async (call) => ({
      title: `Remove ${(await findPasskey(call, account)).label}?`,
      text: 'It signs you in no more. Remove it from the device or the password manager, too. With the last second factor your recovery codes are worth nothing.',
      ...{ submit: 'Remove it', cancel: '/admin/account', crumbs: ACCOUNT_CRUMBS },
    }),
    done: (call) => call.leadTo('/admin/account', 'passkey-removed'),
  });
}

/** @throws `passkey_unknown` */
async function findPasskey(call: StaffPageCall, account: Account) {
  const { passkeys } = (await call.run(account.getAccount, { params: {} })).body as ShownAccount;
  const passkey = passkeys.find(({ id }) => id === call.params.passkeyId);
  if (!passkey) throw new BridgeError('passkey_unknown');
  return passkey;
}
