import type { Broker } from '../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';

type HtmlReply = Extract<RouteReply, { kind: 'html' }>;

/** Pages in the white label's brand that an issuer answers with itself, where it may not lead back to an app. */
export interface IssuerPages {
  /** @param broker - `undefined` where the request named none. */
  fault(broker: Broker | undefined, received: ReceivedRequest, fault: IssuerFault): HtmlReply;
  /** Asks whether the trader wants to log out: a form to `action` with `xsrf`, and `logout` where the answer is yes. */
  confirmLogout(broker: Broker, received: ReceivedRequest, question: LogoutQuestion): HtmlReply;
  loggedOut(broker: Broker, received: ReceivedRequest, app: { readonly appName: string | undefined }): HtmlReply;
}

/** A protocol error. @see RFC 6749, section 4.1.2.1 */
export interface IssuerFault {
  readonly error: string;
  readonly description: string | undefined;
  readonly status: number;
}

export interface LogoutQuestion {
  readonly action: string;
  readonly secret: string;
  /** Which app asks, where it said so. */
  readonly appName: string | undefined;
  /** Where the answer may lead to. */
  readonly formOrigins: readonly string[];
}
