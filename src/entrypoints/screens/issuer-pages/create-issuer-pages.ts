import type { Broker } from '../../../domain/brokers/broker.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { type PageKit, type PageReply, renderPage } from '../page/render-page.ts';
import { inOwnLanguage } from './in-own-language.ts';
import { codeToShow, wordsOfFault } from './words-of-fault.ts';

/** Pages that an issuer answers with itself, where it may not lead back to an app. They never lead where a request says. */
export interface ScreensOfIssuers {
  /** @param broker - `undefined` where the request named none. */
  fault(broker: Broker | undefined, received: ReceivedRequest, fault: ProtocolFault): PageReply;
  /** Asks whether the trader wants to log out, or, where an app asks, only of that app. */
  confirmLogout(broker: Broker, received: ReceivedRequest, question: LogoutQuestion): PageReply;
  /** @param app - The only one that the trader is logged out of, if it is so. */
  loggedOut(broker: Broker, received: ReceivedRequest, app: { readonly appName: string | undefined }): PageReply;
}

/** @see RFC 6749, section 4.1.2.1 */
export interface ProtocolFault {
  readonly error: string;
  readonly status: number;
}

export interface LogoutQuestion {
  /** Where the answer is sent, with `xsrf`, and `logout` where all is to end. */
  readonly action: string;
  readonly secret: string;
  /** Which app asks, where it said so. */
  readonly appName: string | undefined;
  /** Where the answer may lead to. */
  readonly formOrigins: readonly string[];
}

export function createIssuerPages(kit: PageKit): ScreensOfIssuers {
  return {
    fault: (broker, received, { error, status }) =>
      renderPage(kit, broker, inOwnLanguage(received, broker), {
        view: 'issuer-fault',
        title: 'errorPage.title',
        status,
        closable: true,
        showReference: true,
        opensOnce: true,
        data: { wordsKey: wordsOfFault(error), code: codeToShow(error) },
      }),
    confirmLogout: (broker, received, { action, secret, appName, formOrigins }) =>
      renderPage(kit, broker, inOwnLanguage(received, broker), {
        view: 'confirm-logout',
        title: 'logOut.title',
        words: { app: appName ?? '' },
        formOrigins,
        closable: true,
        opensOnce: true,
        data: { endAddress: action, secret, isOfApp: appName !== undefined },
      }),
    loggedOut: (broker, received, { appName }) =>
      renderPage(kit, broker, inOwnLanguage(received, broker), {
        view: 'logged-out',
        title: 'logOut.doneTitle',
        words: { app: appName ?? '' },
        opensOnce: true,
        data: { isOfApp: appName !== undefined },
      }),
  };
}
