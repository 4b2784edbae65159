import { platformCaller } from '../support/platform-caller.ts';

/** What became of one token that was presented many times at once. */
export interface Presented {
  /** Statuses of the answers that came. */
  readonly statuses: readonly number[];
  /** Presentations whose answer never came. */
  readonly unanswered: number;
}

export interface Presentation {
  readonly brokerName: string;
  readonly crmApiToken: string;
  readonly token: string;
  /** How often it is presented, in turn to each bridge. */
  readonly times: number;
}

/** Presents one one-time token (call 4.2) to several bridges in the same moment. */
export async function redeemAtOnce(
  bridgeUrls: readonly string[],
  { brokerName, crmApiToken, token, times }: Presentation,
): Promise<Presented> {
  const calls = Array.from({ length: times }, async (_, index) => {
    const url = bridgeUrls[index % bridgeUrls.length] ?? '';
    const { status } = await platformCaller(url, brokerName).redeem(crmApiToken, token);
    return status;
  });
  const ends = await Promise.allSettled(calls);
  const statuses = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  return { statuses, unanswered: ends.length - statuses.length };
}

export function countOf(status: number, { statuses }: Presented): number {
  return statuses.filter((other) => other === status).length;
}
