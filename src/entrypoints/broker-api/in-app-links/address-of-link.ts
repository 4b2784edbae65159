import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import type { LinkToScreen } from '../../../domain/mail/mail-backend.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { fillUrlTemplate } from '../../../lib/url-template.ts';

/** What a system of the broker's asks for. */
export interface LinkBody {
  readonly userId: string;
  readonly action: InappAction | 'embedded-platform';
  readonly account?: number;
  readonly lang?: string;
  readonly theme?: 'light' | 'dark';
  readonly source?: string;
  readonly ttlSeconds?: number;
}

export function isOffered({ actions, screens }: Broker, action: LinkBody['action']): boolean {
  return action === 'embedded-platform' ? screens.embeddedPlatformUrl !== null : actions[action].kind !== 'off';
}

/**
 * An address of the bridge's own, or the white label's template filled in.
 *
 * @param options.isStopped - Whether the trader has to sign something before any in-app action.
 */
export function addressOfLink(
  linkTo: LinkToScreen,
  broker: Broker,
  wanted: LinkBody,
  { token, isStopped }: { readonly token: string; readonly isStopped: boolean },
): string {
  const template = isStopped && wanted.action !== 'embedded-platform' ? undefined : templateOf(broker, wanted.action);
  if (template === undefined) return linkTo(broker.brokerName, pathOf(wanted.action), queryOf(wanted, token));
  const { account, lang, theme, source } = wanted;
  return fillUrlTemplate(template, {
    brokerName: broker.brokerName,
    brokerCrmName: broker.brokerCrmName,
    otToken: token,
    accountId: account === undefined ? undefined : String(account),
    lang: lang ?? broker.screens.defaultLanguage,
    theme,
    source,
  });
}

/** @returns `undefined` for a screen of the bridge's own. */
function templateOf({ actions, screens }: Broker, action: LinkBody['action']): string | undefined {
  if (action === 'embedded-platform') {
    if (screens.embeddedPlatformUrl === null) throw new BridgeError('action_off', { field: 'action' });
    return screens.embeddedPlatformUrl;
  }
  const setting = actions[action];
  return setting.kind === 'external' ? setting.template : undefined;
}

function pathOf(action: string): string {
  return action === 'create-account' ? '/account/create' : `/inapp/${action}`;
}

function queryOf({ account, lang, theme, source }: LinkBody, token: string): Record<string, string> {
  return {
    token,
    ...(account === undefined ? {} : { account: String(account) }),
    ...(lang === undefined ? {} : { lang }),
    ...(theme === undefined ? {} : { theme }),
    ...(source === undefined ? {} : { source }),
  };
}
