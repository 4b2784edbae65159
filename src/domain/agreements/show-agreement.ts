import { hash } from 'node:crypto';
import type { AgreementDocument, Broker } from '../brokers/broker.ts';
import type { ShownAgreement } from './shown-agreement.ts';

/** @param language - ISO 639-1; a document that is not there in it is shown in the default language. */
export function showAgreement({ screens }: Broker, agreement: AgreementDocument, language: string): ShownAgreement {
  const { id, version, title, documentSha256 } = agreement;
  const spoken = [language, screens.defaultLanguage, ...Object.keys(title)].find((one) => Object.hasOwn(title, one));
  const shown = {
    title: inLanguage(title, spoken) ?? id,
    url: inLanguage(agreement.url, spoken) ?? '',
    documentSha256: inLanguage(documentSha256, spoken) ?? null,
  };
  return { id, version, ...shown, textSha256: hash('sha256', textOfAgreement({ ...shown, version })) };
}

/** What a signature stands under: title, address and version, and the document's hash if there is one, as a JSON array. */
export function textOfAgreement({
  title,
  url,
  version,
  documentSha256,
}: Pick<ShownAgreement, 'title' | 'url' | 'version' | 'documentSha256'>): string {
  return JSON.stringify([title, url, version, ...(documentSha256 === null ? [] : [documentSha256])]);
}

function inLanguage(
  texts: string | Readonly<Record<string, string>> | undefined,
  language: string | undefined,
): string | undefined {
  if (texts === undefined || typeof texts === 'string') return texts;
  return language === undefined ? undefined : texts[language];
}
