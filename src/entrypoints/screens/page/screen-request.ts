import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';

/** A request for a page, on behalf of an app where one waits for the trader. */
export interface ScreenRequest extends ReceivedRequest {
  readonly appRequest?: AppRequest | undefined;
}
