import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { askToLogOut } from './ask-to-log-out.ts';
import { receivedBy, replyWithPage } from './koa-reply.ts';
import { logOutByHint } from './log-out-by-hint.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** The pages that the engine itself has to show, in the white label's brand. */
export function renderPages(dependencies: OidcDependencies, broker: Broker) {
  const { pages } = dependencies;
  return {
    async renderError(context: KoaContextWithOIDC, out: { error: string; error_description?: string | undefined }) {
      const fault = { error: out.error, description: out.error_description, status: context.status };
      replyWithPage(context, pages.fault(broker, receivedBy(context), fault));
    },
    logout: {
      async logoutSource(context: KoaContextWithOIDC) {
        if (await logOutByHint(dependencies, broker, context)) return;
        askToLogOut(dependencies, broker, context, context.oidc.client?.clientName);
      },
      async postLogoutSuccessSource(context: KoaContextWithOIDC) {
        const app = { appName: context.oidc.client?.clientName };
        replyWithPage(context, pages.loggedOut(broker, receivedBy(context), app));
      },
    },
  } satisfies { logout: NonNullable<Configuration['features']>['rpInitiatedLogout']; renderError: unknown };
}
