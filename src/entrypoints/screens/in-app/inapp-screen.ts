import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { BodyFormat, Route } from '../../../http/route.ts';
import { holdOpenPage } from '../agreements/hold-visit.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import { errorPage } from '../page/error-page.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';
import { openInappPage } from './open-inapp-page.ts';
import { TOKEN_ERRORS } from './redeem-visit.ts';
import { refuseEnded } from './refuse-ended.ts';

const OPEN_ERRORS = [...TOKEN_ERRORS, 'action_off', 'account_unknown'] as const satisfies readonly ErrorCode[];

const SUBMIT_ERRORS = ['action_off', 'page_expired'] as const satisfies readonly ErrorCode[];

/**
 * Opened by a one-time token, which it spends; from then on a signed ticket says for whom the page is. The ticket is
 * named after the action, so that one of another page, user or white label is worth nothing here.
 *
 * @param options.body - How the form is sent.
 */
export function inappScreen(
  dependencies: ScreensDependencies,
  page: InappPage,
  { body = 'form' }: { body?: Exclude<BodyFormat, 'none' | 'json'> } = {},
): Screen {
  const formErrors = new Set<ErrorCode>([...page.formErrors, 'form_foreign', 'store_unavailable', 'busy']);
  const endErrors = new Set<ErrorCode>(page.endErrors);
  return {
    routes: [
      {
        method: 'GET',
        paths: [page.path],
        summary: page.summary.open,
        security: { kind: 'open', because: 'it spends the one-time token in its address, after all other checks' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 200, contentType: 'text/html' },
        errors: [...COMMON_ERRORS, ...OPEN_ERRORS, ...page.openErrors],
        handle: openInappPage(dependencies, page),
      },
      ...(page.submit ? [submitRoute(dependencies, page, body, [...formErrors, ...endErrors])] : []),
    ],
    renderFault(broker, received, error) {
      const ticket = dependencies.pageTickets.read(received.body.ticket, page.action, broker.brokerName);
      if (ticket && formErrors.has(error.code)) return page.render(broker, received, ticket, error);
      // What it came to is told under the page's own name.
      return endErrors.has(error.code) ? errorPage(dependencies, received, error.code, page.title) : undefined;
    },
  };
}

function submitRoute(
  dependencies: ScreensDependencies,
  page: InappPage,
  body: Exclude<BodyFormat, 'none' | 'json'>,
  errors: readonly ErrorCode[],
): Route<ScreenCaller> {
  return {
    method: 'POST',
    paths: [page.path],
    summary: page.summary.submit,
    security: { kind: 'page-ticket', page: page.action },
    body,
    request: { query: schemas.anyFields, body: schemas.anyFields },
    response: { status: 303, contentType: 'none' },
    errors: [...COMMON_ERRORS, ...SUBMIT_ERRORS, ...errors],
    handle: async (call) => {
      const { broker, ticket } = call.caller;
      if (!ticket || !page.submit) throw new Error('The route demands a ticket');
      // Switched off, or moved elsewhere, while the page was open.
      if (broker.actions[page.action].kind !== 'built-in') throw new BridgeError('action_off');
      if (!page.endsSessions) await refuseEnded(dependencies, broker, ticket);
      const held = await holdOpenPage(dependencies, call, page.action, ticket);
      if (held) return held;
      return page.submit(call, ticket);
    },
  };
}
