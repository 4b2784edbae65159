import type { ListedAgreement as ListedVersion } from '../../../domain/agreements/listed-agreement.ts';
import type { Signature } from '../../../domain/agreements/signature.ts';
import type { SignatureCount } from '../../../domain/agreements/signature-store.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** One agreement for each id, with all its versions. */
export function showAgreements(
  { brokerName }: Broker,
  listed: readonly ListedVersion[],
  counts: readonly SignatureCount[],
) {
  return [...new Set(listed.map(({ agreement }) => agreement.id))].map((id) => {
    const versions = listed.filter(({ agreement }) => agreement.id === id);
    return {
      ...{ id, brokerName, versionInForce: inForce(versions)?.version ?? null },
      versions: versions.map((version) => ({
        ...showVersion(version),
        signatures:
          counts.find((one) => one.agreementId === id && one.version === version.agreement.version)?.signatures ?? 0,
      })),
    };
  });
}

export type ShownAgreement = ReturnType<typeof showAgreements>[number];

/** The same in one line, for a list over many white labels. */
export function listAgreements({ brokerName, screens }: Broker, listed: readonly ListedVersion[]) {
  return [...new Set(listed.map(({ agreement }) => agreement.id))].map((id) => {
    const versions = listed.filter(({ agreement }) => agreement.id === id);
    const current = inForce(versions);
    const latest = current ?? versions.map(({ agreement }) => agreement).findLast((one) => !one.withdraws);
    const title =
      latest && !latest.withdraws ? (latest.title[screens.defaultLanguage] ?? Object.values(latest.title)[0]) : '';
    const times = versions
      .filter(({ state }) => state === 'future')
      .map(({ agreement }) => agreement.effectiveAtMs ?? 0);
    return {
      ...{ id, brokerName, title: title ?? '', versionInForce: current?.version ?? null, versions: versions.length },
      nextAt: times.length === 0 ? null : toRfc3339(Math.min(...times)),
    };
  });
}

export type ListedAgreement = ReturnType<typeof listAgreements>[number];

function inForce(versions: readonly ListedVersion[]) {
  const current = versions.find(({ state }) => state === 'in_force')?.agreement;
  return current?.withdraws ? undefined : current;
}

export function showVersion({ agreement, state }: ListedVersion) {
  const { version, effectiveAtMs, withdraws = false } = agreement;
  const effectiveAt = effectiveAtMs === undefined ? null : toRfc3339(effectiveAtMs);
  const shown = { version, state, effectiveAt, withdraws };
  if (agreement.withdraws) return { ...shown, title: {}, url: {}, documentSha256: {} };
  const { title, url, documentSha256 = {} } = agreement;
  const languages = Object.keys(title);
  return { ...shown, title, url: inEach(languages, url), documentSha256: inEach(languages, documentSha256) };
}

export function showSignature(signature: Signature) {
  const { userId: id, language, textSha256, signedAtMs, address, userAgent, apiKeyId, reportedAtMs } = signature;
  return {
    ...{ id, language, textSha256, address, userAgent, apiKeyId, signedAt: toRfc3339(signedAtMs) },
    reportedAt: reportedAtMs === null ? null : toRfc3339(reportedAtMs),
  };
}

export type ShownSignature = ReturnType<typeof showSignature>;

function inEach(languages: readonly string[], texts: string | Readonly<Record<string, string>>) {
  return typeof texts === 'string' ? Object.fromEntries(languages.map((language) => [language, texts])) : texts;
}
