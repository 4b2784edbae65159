import { hash } from 'node:crypto';
import type { AgreementSetting, Broker } from '../brokers/broker.ts';

/** An agreement as a trader reads it. */
export interface ShownAgreement {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly url: string;
  /** Of what is shown: who signs names it, so that nobody signs what has changed since. */
  readonly textSha256: string;
}

/** @param language - ISO 639-1; a title that is not there in it is shown in the default language. */
export function showAgreements({ agreements, screens }: Broker, language: string): ShownAgreement[] {
  return agreements.map((agreement) => {
    const { id, version, url } = agreement;
    const title = titleOf(agreement, [language, screens.defaultLanguage]);
    return { id, version, title, url, textSha256: hash('sha256', textOfAgreement({ title, url, version })) };
  });
}

/** What a signature stands under: title, address and version, as a JSON array. */
export function textOfAgreement({ title, url, version }: Pick<ShownAgreement, 'title' | 'url' | 'version'>): string {
  return JSON.stringify([title, url, version]);
}

function titleOf({ title, id }: AgreementSetting, languages: readonly string[]): string {
  const wanted = languages.find((language) => Object.hasOwn(title, language));
  return (wanted === undefined ? Object.values(title)[0] : title[wanted]) ?? id;
}
