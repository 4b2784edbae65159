import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import type { FormTickets } from '../../http/form-ticket.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { PageTicket, PageTickets } from '../../http/page-ticket.ts';
import type { Route } from '../../http/route.ts';

/** A trader's browser, on the screens of one white label. */
export interface ScreenCaller {
  readonly broker: Broker;
  /** Of a page that a one-time token opened. */
  readonly ticket: PageTicket | null;
}

interface AuthenticateDependencies {
  readonly brokers: Brokers;
  readonly formTickets: FormTickets;
  readonly pageTickets: PageTickets;
}

/**
 * The broker first, then, for a form, that it was sent from our own page.
 *
 * @throws `broker_identification_missing`, `broker_identification_invalid`, `broker_identification_mismatch`,
 *   `broker_disabled`, `form_expired`, `form_foreign`, `page_expired`
 */
export function createAuthenticate({ brokers, formTickets, pageTickets }: AuthenticateDependencies) {
  return (route: Route<ScreenCaller>, received: ReceivedRequest): ScreenCaller => {
    const broker = brokers.identify(brokerPlacesOf(received));
    received.context.brokerName = broker.brokerName;
    if (!broker.enabled) throw new BridgeError('broker_disabled');
    if (route.security.kind === 'form-ticket') {
      const { page } = route.security;
      formTickets.verify(received.body.ticket, page, broker.brokerName, received.context.request);
    }
    if (route.security.kind !== 'page-ticket') return { broker, ticket: null };
    const { page } = route.security;
    const ticket = pageTickets.verify(received.body.ticket, page, broker.brokerName, received.context.request);
    return { broker, ticket };
  };
}
