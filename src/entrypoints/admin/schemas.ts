import joi from 'joi';

export const noFields = joi.object({});
export const noInput = { params: noFields, query: noFields, body: noFields };
/** Of a path: ids are ours, and never longer. */
export const id = joi.string().max(100).required();
export const brokerName = joi.string().max(100).required().description('Compared exactly');
export const ofWhiteLabel = joi.object({ brokerName });
export const time = joi.string().isoDate().description('RFC 3339, in UTC');
/** Without its zone it would be another time on another machine. */
export const dated = time.pattern(/T.*(?:Z|[+-]\d\d:\d\d)$/);
const MAX_OVERLAP_SECONDS = 7 * 86_400;
/** Of a rotation: how long what is rotated goes on working. */
export const overlapSeconds = joi.number().integer().min(0).max(MAX_OVERLAP_SECONDS).default(86_400);
/** Of a rotation: when what was before ends, as it was shown. */
export const seenOverlap = time
  .allow(null, '')
  .description('As you saw it: with another one nothing is rotated, so that a second try ends nothing early');
/** Why a member of staff does what they do; kept in the change log. */
export const reason = joi.string().trim().min(3).max(500).required().description('Why; kept in the change log');

/** @returns What `seenOverlap` let through; `undefined` where nothing was said. */
export function seenOverlapMs(text: unknown): number | null | undefined {
  if (text === undefined) return undefined;
  return text === null || text === '' ? null : new Date(String(text)).getTime();
}
