import { errors } from 'oidc-provider';
import { isBridgeError } from '../../errors/bridge-error.ts';

/** The engine speaks of what it cannot do for now in its own words. */
class TemporarilyUnavailable extends errors.OIDCProviderError {
  override error_description = 'the store is away; try again soon';

  constructor(cause: unknown) {
    super(503, 'temporarily_unavailable', { cause });
    this.expose = true;
  }
}

/** Runs work on the stores for the engine; a store that is away is no fault of the app's. */
export async function forEngine<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isBridgeError(error, 'store_unavailable')) throw new TemporarilyUnavailable(error);
    throw error;
  }
}

/** Runs work with the engine for our own pages, which speak of an outage in our words. */
export async function forScreens<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TemporarilyUnavailable) throw error.cause;
    throw error;
  }
}
