import { toString as toQrCode } from 'qrcode';
import type { RouteReply } from '../../../http/route.ts';
import type { AdminPage, StaffPageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { questionPages } from '../page/question-pages.ts';
import { type Refused, sayFault } from '../session/show-sign-in.ts';

export const ACCOUNT_CRUMBS = [{ label: 'Your account', href: '/admin/account' }];
const common = { section: 'account', crumbs: ACCOUNT_CRUMBS } as const;

/** The authenticator app, and recovery codes. */
export function factorPages({ account }: AdminOperations): AdminPage[] {
  return [
    {
      method: 'POST',
      path: '/admin/account/authenticator',
      access: 'staff',
      async handle(call) {
        const reply = await call.run(account.beginAuthenticator);
        return showSetup(call, reply.body as { readonly secret: string; readonly otpauthUrl: string });
      },
    },
    {
      method: 'POST',
      path: '/admin/account/authenticator/confirm',
      access: 'staff',
      async handle(call) {
        const attempt = await call.attempt(account.confirmAuthenticator, { body: { code: call.form.code ?? '' } });
        if (attempt.kind === 'refused') return showCodeAgain(call, attempt);
        return showCodes(call, attempt.reply.body, 'totp-added');
      },
    },
    ...questionPages({
      path: '/admin/account/authenticator/remove',
      section: 'account',
      operation: account.removeAuthenticator,
      ask: async () => ({
        title: 'Remove the authenticator app?',
        text: 'Its codes are not asked for any more. Unless you have a passkey, your password alone signs in from then on, and your recovery codes are worth nothing.',
        ...{ submit: 'Remove it', cancel: '/admin/account', crumbs: ACCOUNT_CRUMBS },
      }),
      done: (call) => call.leadTo('/admin/account', 'totp-removed'),
    }),
    {
      method: 'GET',
      path: '/admin/account/recovery-codes',
      access: 'staff',
      async handle(call) {
        const reply = await call.run(account.getAccount);
        const data = { account: reply.body };
        return call.show({ ...common, view: 'account/offer-codes', title: 'Recovery codes', data });
      },
    },
    {
      method: 'POST',
      path: '/admin/account/recovery-codes',
      access: 'staff',
      async handle(call) {
        const reply = await call.run(account.makeRecoveryCodes);
        return showCodes(call, reply.body, 'recovery-codes-made');
      },
    },
  ];
}

/** Dark on light whatever the theme: cameras want it so. */
async function showSetup(call: StaffPageCall, { secret, otpauthUrl }: { secret: string; otpauthUrl: string }) {
  const svg = await toQrCode(otpauthUrl, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const data = { image, secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 ') };
  return call.show({ ...common, view: 'account/authenticator', title: 'Set up an authenticator app', data });
}

/** The app has the secret by now, and it is not shown twice. */
function showCodeAgain(call: StaffPageCall, refused: Refused): RouteReply {
  const isWrong = refused.error.code === 'staff_proof_wrong' || refused.faults.length > 0;
  const data = isWrong
    ? { fault: 'That is not the code that the app shows now. Enter the next one, or begin again.' }
    : { error: sayFault(refused) };
  const { status } = refused;
  return call.show({ ...common, view: 'account/authenticator', title: 'Set up an authenticator app', status, data });
}

function showCodes(
  call: StaffPageCall,
  body: object | undefined,
  notice: 'totp-added' | 'recovery-codes-made',
): RouteReply {
  return call.show({
    ...common,
    ...{ view: 'account/codes', title: 'Your recovery codes', notice },
    data: { codes: (body as { readonly recoveryCodes: readonly string[] }).recoveryCodes },
  });
}
