import type { ListedAgreement } from '../../../domain/agreements/listed-agreement.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** @param listed - All versions of all agreements. @returns One agreement for each id. */
export function showAgreementVersions(listed: readonly ListedAgreement[]): { readonly id: string }[] {
  const ids = [...new Set(listed.map(({ agreement }) => agreement.id))];
  return ids.map((id) => {
    const versions = listed.filter(({ agreement }) => agreement.id === id);
    const inForce = versions.find(({ state }) => state === 'in_force')?.agreement;
    return {
      id,
      versionInForce: inForce && !inForce.withdraws ? inForce.version : null,
      versions: versions.map(showVersion),
    };
  });
}

function showVersion({ agreement, state }: ListedAgreement): object {
  const { version, effectiveAtMs, withdraws = false } = agreement;
  const effectiveAt = effectiveAtMs === undefined ? null : toRfc3339(effectiveAtMs);
  const shown = { version, state, effectiveAt, withdraws };
  if (agreement.withdraws) return { ...shown, title: {}, url: {}, documentSha256: {} };
  const { title, url, documentSha256 = {} } = agreement;
  const languages = Object.keys(title);
  return { ...shown, title, url: inEach(languages, url), documentSha256: inEach(languages, documentSha256) };
}

function inEach(languages: readonly string[], texts: string | Readonly<Record<string, string>>) {
  return typeof texts === 'string' ? Object.fromEntries(languages.map((language) => [language, texts])) : texts;
}
