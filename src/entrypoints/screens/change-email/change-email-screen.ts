import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import type { InappPage } from '../in-app/inapp-page.ts';
import { inappScreen } from '../in-app/inapp-screen.ts';
import type { Screen } from '../page/screen.ts';
import { keptParameters, parseScreenLook } from '../page/screen-parameters.ts';
import { changeEmailForm, checkFields } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { changeEmailPage, linkSentPage } from './change-email-page.ts';

/** Asks for another email address; the link in the letter to it changes it. */
export function changeEmailScreen(dependencies: ScreensDependencies): Screen {
  const page: InappPage = {
    action: 'change-email',
    path: '/inapp/change-email',
    title: 'changeEmail.title',
    summary: {
      open: 'The page on which a trader asks for another email address, opened by the one-time token of call 4.4',
      submit: 'Has a link sent to the new address and a notice to the old one',
    },
    openErrors: [],
    formErrors: ['parameter_invalid', 'password_wrong', 'email_unchanged', 'email_relay_refused', 'too_many_attempts'],
    endErrors: [],
    open: () => ({}),
    render: (broker, received, ticket, error) => changeEmailPage(dependencies, broker, received, ticket, error),
    submit: (call, ticket) => requestLink(dependencies, call, ticket),
  };
  return inappScreen(dependencies, page);
}

async function requestLink(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  { claims }: PageTicket,
): Promise<RouteReply> {
  const { broker } = caller;
  const { newEmail, currentPassword } = checkFields<{ newEmail: string; currentPassword: string }>(
    changeEmailForm,
    body,
  );
  const { language } = parseScreenLook(query, broker, dependencies.translations);
  const { userId = '' } = claims;
  const request = { userId, newEmail, password: currentPassword, language, parameters: keptParameters(query) };
  await dependencies.emailChange.request(broker, request, context.address);
  return linkSentPage(dependencies, broker, { context, query, body: {} });
}
