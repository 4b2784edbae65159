/**
 * A suite without its engine is skipped by name; where all engines have to be there, as in CI, it fails instead.
 *
 * @param reason - Why it cannot run here, or `false`.
 */
export function skipUnlessRequired(reason: string | false): string | false {
  if (reason !== false && process.env.REQUIRE_ENGINES === '1') throw new Error(reason);
  return reason;
}
