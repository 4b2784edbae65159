import type { ListedOf } from '../../lib/listed-of.ts';
import type { Webhook } from './webhook.ts';

/** Where webhooks are kept. Every method names the white labels it is about. */
export interface WebhookStore {
  /** @returns Whether it was added; `false` when the white label has as many as it may have, or one of this id. */
  add(webhook: Webhook, mostOfBroker: number): Promise<boolean>;
  find(brokerName: string, webhookId: string): Promise<Webhook | undefined>;
  /** @returns The oldest first. */
  list(brokerName: string): Promise<Webhook[]>;
  /** @returns Those of several white labels; a search looks at addresses, descriptions and names of white labels. */
  listOf(query: WebhookListQuery): Promise<Webhook[]>;
  /**
   * Changes a webhook while nobody else does. Whether it is failing is not changed.
   *
   * @param work - What it throws is thrown, and nothing is changed then.
   * @returns The webhook as it stands now; `undefined` when there is none.
   */
  change(brokerName: string, webhookId: string, work: (webhook: Webhook) => Webhook): Promise<Webhook | undefined>;
  /** Nothing is sent to it any more. @returns Whether there was one. */
  remove(brokerName: string, webhookId: string): Promise<boolean>;
}

export interface WebhookListQuery extends ListedOf {
  /** Only those that are enabled and whose tries fail. */
  readonly isFailing?: true | undefined;
}
