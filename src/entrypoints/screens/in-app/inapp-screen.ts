import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { BodyFormat, Route } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import { errorPage } from '../page/error-page.ts';
import type { Screen } from '../page/screen.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';
import { openInappPage } from './open-inapp-page.ts';
import { TOKEN_ERRORS } from './redeem-visit.ts';

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
      return page.submit(call, ticket);
    },
  };
}

/** The ticket of a page that is open cannot be taken back, so the end of the user's sessions is looked up. */
async function refuseEnded({ access }: ScreensDependencies, broker: Broker, ticket: PageTicket): Promise<void> {
  const openedAtMs = ticket.expiresAtMs - PAGE_LIFETIME_MS;
  if (await access.haveSessionsEnded(broker, ticket.claims.userId ?? '', openedAtMs)) {
    throw new BridgeError('page_expired', { detail: 'the user was logged out since' });
  }
}
