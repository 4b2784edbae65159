import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { RouteCall } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';

/** A call of the page of log-in and sign-up, on behalf of an app where one waits for the trader. */
export interface LoginCall extends RouteCall<ScreenCaller> {
  readonly appRequest: AppRequest | undefined;
}
