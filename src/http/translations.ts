import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';

/** The languages that the screens speak. */
export interface Translations {
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** @returns The function that gives the text of a key in this language. */
  in(language: string): Translate;
}

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** @param folder - Holds one JSON catalogue for each language, named `en.json`. */
export async function loadTranslations(folder: string): Promise<Translations> {
  const catalogues = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const languages = catalogues.map((name) => name.slice(0, -'.json'.length)).sort();
  const resources = Object.fromEntries(
    languages.map((language) => [
      language,
      { translation: JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) },
    ]),
  );
  const instance = i18next.createInstance();
  await instance.init({ resources, fallbackLng: 'en', interpolation: { escapeValue: false } });
  return {
    languages,
    in: (language) => {
      const translate = instance.getFixedT(language);
      return (key, values = {}) => translate(key, values);
    },
  };
}
