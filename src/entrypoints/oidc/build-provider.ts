import type { EventEmitter } from 'node:events';
import Provider from 'oidc-provider';
import { keepChosenAccounts } from './chosen-accounts.ts';
import { countTokens } from './count-tokens.ts';
import { describeModes, endBothDialects, noteRoute, serveSuccessors } from './engine-middleware.ts';
import {
  compareOwnSecrets,
  keepToIssuer,
  letOwnAppsWorkOffline,
  makeSuccessors,
  markTokens,
  refuseReplays,
  takeOverLogoutNotices,
} from './engine-overrides.ts';
import { engineSettings, type ProviderParts } from './engine-settings.ts';
import { limitCallers } from './limit-callers.ts';
import { finishLogOuts } from './log-out-middleware.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { addOneTimeTokenGrant } from './one-time-token-grant.ts';

/** An issuer at work. */
export interface IssuerEngine {
  readonly provider: Provider;
  readonly handle: ReturnType<Provider['callback']>;
  /** Tells an app that a session has ended; what it throws is a failure. */
  tellApp(clientId: string, userId: string, sid: string): Promise<'told' | 'gone'>;
}

/** Makes the provider of a white label; its requests run on undisturbed when another takes its place. */
export function buildProvider(dependencies: OidcDependencies, parts: ProviderParts): IssuerEngine {
  const provider = new Provider(parts.issuer.url, engineSettings(dependencies, parts));
  keepToIssuer(provider);
  letOwnAppsWorkOffline(provider);
  keepChosenAccounts(provider);
  compareOwnSecrets(provider, dependencies, parts);
  markTokens(provider);
  makeSuccessors(provider, parts);
  refuseReplays(provider, dependencies, parts);
  addOneTimeTokenGrant(provider, dependencies, parts.broker);
  provider.use(noteRoute());
  provider.use(limitCallers(dependencies, parts.broker, parts.limits));
  provider.use(endBothDialects(dependencies, parts));
  provider.use(finishLogOuts(dependencies, parts));
  provider.use(serveSuccessors(parts));
  provider.use(describeModes());
  countTokens(provider, dependencies.telemetry, parts.broker);
  logFaults(provider, dependencies, parts);
  const tell = takeOverLogoutNotices(provider);
  return {
    provider,
    handle: provider.callback(),
    async tellApp(clientId, userId, sid) {
      const client = await provider.Client.find(clientId);
      if (client?.backchannelLogoutUri === undefined) return 'gone';
      await tell.call(client, userId, sid).catch(withoutAddress);
      return 'told';
    },
  };
}

function logFaults(provider: Provider, { log }: OidcDependencies, { broker }: ProviderParts): void {
  const { brokerName } = broker;
  provider.on('server_error', (_context, error) => log.error({ broker: brokerName, err: error }, 'bug'));
  // Of what the engine could not answer at all, a broken connection among it.
  (provider as EventEmitter).on('error', (error: unknown) =>
    log.warn({ broker: brokerName, err: error }, 'request failed'),
  );
}

/** What an app answered goes to the log; where the app is does not. */
function withoutAddress(error: unknown): never {
  const status = (error as { response?: Response }).response?.status;
  if (status === undefined) throw error;
  throw Object.assign(new Error('The app refused'), { code: `HTTP_${status}` });
}
