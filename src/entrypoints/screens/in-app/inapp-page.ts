import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageClaims, PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';

/** A screen that the platform's app opens with a one-time token, as far as it differs from the others. */
export interface InappPage {
  readonly action: InappAction;
  readonly path: string;
  /** Key of the words of the heading, where only an error is shown. */
  readonly title: string;
  /** One sentence each for the documentation. */
  readonly summary: { readonly open: string; readonly submit: string };
  /**
   * Looks at what the address asks for. What it refuses leaves the one-time token as it is.
   *
   * @returns For whom and what the page is opened; its ticket carries it, readable by the trader. `userId` is added.
   */
  open(broker: Broker, user: LinkedUser, query: ReceivedRequest['query']): PageClaims | Promise<PageClaims>;
  /**
   * For a page that is loaded again: what it is for by now, if what it was for is over. The very same claims leave the page
   * as it was, which is so when left out.
   */
  renewClaims?(broker: Broker, claims: PageClaims): PageClaims | Promise<PageClaims>;
  /** Renders the page; with what was wrong, if it was one of `formErrors`. */
  render(
    broker: Broker,
    received: ReceivedRequest,
    ticket: PageTicket,
    error?: BridgeError,
  ): RouteReply | Promise<RouteReply>;
  /** Does what the form says; the ticket is good. A page that only says something has none. */
  submit?(call: RouteCall<ScreenCaller>, ticket: PageTicket): Promise<RouteReply>;
  /** It ends the user's sessions itself, and so looks itself whether they were ended by another. */
  readonly endsSessions?: true;
  /** A browser that `/sso/callback` made known opens it without a token. */
  readonly opensBySession?: true;
  /** What `open` can refuse. */
  readonly openErrors: readonly ErrorCode[];
  /** What the trader can mend in the form itself, or another try of it can. */
  readonly formErrors: readonly ErrorCode[];
  /** What else `submit` can refuse; it gets a page without a form. */
  readonly endErrors: readonly ErrorCode[];
}
