import type { PageTicket } from '../../../http/page-ticket.ts';
import { PAGE_LIFETIME_MS } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import { changePasswordForm, checkFields } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { changePasswordPage } from './change-password-page.ts';

/** Another password for who knows the one before. */
export function changePasswordScreen(dependencies: ScreensDependencies): Screen {
  const page: InappPage = {
    action: 'change-password',
    path: '/inapp/change-password',
    title: 'changePassword.title',
    summary: {
      open: 'The page on which a trader changes the password, opened by the one-time token of call 4.4',
      submit: 'Changes the password, ends every session of the trader, and leads to the success URL',
    },
    openErrors: [],
    formErrors: ['parameter_invalid', 'password_wrong', 'too_many_attempts'],
    endErrors: [],
    endsSessions: true,
    open: () => ({}),
    render: (broker, received, ticket, error) => changePasswordPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => changePassword(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}

async function changePassword(
  { passwordChange, translations }: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  { text, claims, expiresAtMs }: PageTicket,
): Promise<RouteReply> {
  const { broker } = caller;
  const form = checkFields<{ currentPassword: string; newPassword: string }>(changePasswordForm, body);
  const { language } = parseScreenLook(query, broker, translations);
  const page = { userId: claims.userId ?? '', language, formId: text, openedAtMs: expiresAtMs - PAGE_LIFETIME_MS };
  await passwordChange.change(broker, { ...form, ...page }, context.address);
  return { kind: 'redirect', location: broker.screens.successUrl, headers: {} };
}
