import { LRUCache } from 'lru-cache';
import type { Clock } from '../../lib/clock.ts';
import type { Webhook } from './webhook.ts';

/** Shares out what one process may send side by side, so that nobody's receivers hold up anybody else's. */
export interface DeliverySlots {
  /**
   * Gives each white label, and in it each webhook, its turn: whose last one was the longest ago goes first.
   *
   * @param take - Begins to send so many deliveries of the webhook at most, each of which enters.
   * @returns How many were begun.
   */
  shareOut(ready: readonly Webhook[], take: TakeUp): Promise<number>;
  /** A delivery of the webhook is being sent from now on. @returns What to call when it is no more. */
  enter(webhook: Webhook): () => void;
}

/** @returns How many it began to send. */
export type TakeUp = (webhook: Webhook, most: number) => Promise<number>;

/** How many deliveries are sent side by side: of all white labels, of one, of one webhook. */
interface Pool {
  readonly ofAll: number;
  readonly ofBroker: number;
  readonly ofWebhook: number;
}

interface Sending {
  readonly webhook: Webhook;
  readonly sinceMs: number;
}

const WELL: Pool = { ofAll: 64, ofBroker: 16, ofWebhook: 4 };
/** Of webhooks that fail: they are probed, in a pool of their own. */
const FAILING: Pool = { ofAll: 16, ofBroker: 4, ofWebhook: 1 };
/** What takes longer has its slot taken away, though not its connection; its webhook gets no other until it has ended. */
const SLOW_AFTER_MS = 1000;
/** Who is forgotten goes first. */
const TURNS_REMEMBERED = 100_000;

export function createDeliverySlots({ clock }: { readonly clock: Clock }): DeliverySlots {
  const underWay = new Set<Sending>();
  const turns = new LRUCache<string, number>({ max: TURNS_REMEMBERED });
  let lastTurn = 0;

  function noteTurn(name: string): void {
    lastTurn += 1;
    turns.set(name, lastTurn);
  }

  function inOrder<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
    const turnOf = (one: T) => turns.get(nameOf(one)) ?? 0;
    return all.toSorted((a, b) => turnOf(a) - turnOf(b));
  }

  async function giveTurns(pool: Pool, ready: readonly Webhook[], holding: readonly Sending[], take: TakeUp) {
    const ofBroker = countBy(holding, brokerOf);
    const ofWebhook = countBy(underWay, idOf);
    let begun = 0;
    const brokers = inOrder([...Map.groupBy(ready, brokerOf)], ([name]) => name);
    for (const [index, [brokerName, webhooks]] of brokers.entries()) {
      const free = pool.ofAll - holding.length - begun;
      let share = shareOf(free, brokers.length - index, pool.ofBroker - (ofBroker.get(brokerName) ?? 0));
      if (share <= 0) continue;
      noteTurn(brokerName);
      for (const [place, webhook] of inOrder(webhooks, idOf).entries()) {
        const most = shareOf(share, webhooks.length - place, pool.ofWebhook - (ofWebhook.get(webhook.id) ?? 0));
        if (most <= 0) continue;
        noteTurn(webhook.id);
        const taken = await take(webhook, most);
        share -= taken;
        begun += taken;
      }
    }
    return begun;
  }

  return {
    async shareOut(ready, take) {
      const slowSinceMs = clock.nowMs() - SLOW_AFTER_MS;
      const isSlow = ({ sinceMs }: Sending) => sinceMs <= slowSinceMs;
      const sent = [...underWay];
      const slow = new Set(sent.filter(isSlow).map(({ webhook }) => webhook.id));
      const quick = sent.filter((one) => !isSlow(one) && isWell(one.webhook));
      const probes = sent.filter(({ webhook }) => !isWell(webhook));
      const well = ready.filter((webhook) => isWell(webhook) && !slow.has(webhook.id));
      const failing = ready.filter((webhook) => !isWell(webhook));
      return (await giveTurns(WELL, well, quick, take)) + (await giveTurns(FAILING, failing, probes, take));
    },
    enter(webhook) {
      const sending = { webhook, sinceMs: clock.nowMs() };
      underWay.add(sending);
      return () => underWay.delete(sending);
    },
  };
}

/** An equal part of what is free, though not nothing of something. */
function shareOf(free: number, takers: number, most: number): number {
  return Math.min(free, most, Math.max(1, Math.floor(free / takers)));
}

function countBy(sent: Iterable<Sending>, nameOf: (webhook: Webhook) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { webhook } of sent) counts.set(nameOf(webhook), (counts.get(nameOf(webhook)) ?? 0) + 1);
  return counts;
}

function isWell({ failingSinceMs }: Webhook): boolean {
  return failingSinceMs === null;
}

function brokerOf({ brokerName }: Webhook): string {
  return brokerName;
}

function idOf({ id }: Webhook): string {
  return id;
}
