import type { ShownAgreement } from '../../../domain/agreements/shown-agreement.ts';

const PREFIX = 'agreement-';

/** The ticks of a form of agreements: by the agreement's id, what was shown when it was ticked. */
export function tickedIn(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(body).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

/** What the template `agreement-ticks` needs. @param body - Of the form that was sent; what is ticked there stays so. */
export function agreementTicks(shown: readonly ShownAgreement[], body: Readonly<Record<string, unknown>>) {
  const ticked = tickedIn(body);
  return {
    fields: Object.fromEntries(shown.map(({ id }) => [id, ''])),
    agreements: shown.map((one) => ({ ...one, isTicked: ticked[one.id] === one.textSha256 })),
  };
}
