import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';

/** The languages that the screens speak. */
export interface Translations {
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** @returns The function that gives the text of a key in this language. */
  in(language: string): Translate;
  /** Which way a language is written. */
  directionOf(language: string): 'ltr' | 'rtl';
}

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface Catalogue {
  [key: string]: string | Catalogue;
}

/** @param folder - Holds a folder for each language, named `en`, with its catalogue in any number of JSON files. */
export async function loadTranslations(folder: string): Promise<Translations> {
  const languages = readdirSync(folder).sort();
  const resources = Object.fromEntries(
    languages.map((language) => [language, { translation: readCatalogue(join(folder, language)) }]),
  );
  const instance = i18next.createInstance();
  await instance.init({ resources, fallbackLng: 'en', interpolation: { escapeValue: false } });
  const translates = new Map(languages.map((language) => [language, instance.getFixedT(language)]));
  return {
    languages,
    in: (language) => {
      const translate = translates.get(language) ?? instance.getFixedT(language);
      return (key, values = {}) => translate(key, values);
    },
    directionOf: (language) => instance.dir(language),
  };
}

function readCatalogue(folder: string): Catalogue {
  const catalogue: Catalogue = {};
  for (const file of readdirSync(folder).sort()) merge(catalogue, JSON.parse(readFileSync(join(folder, file), 'utf8')));
  return catalogue;
}

function merge(into: Catalogue, added: Catalogue): void {
  for (const [key, value] of Object.entries(added)) {
    const present = into[key];
    if (typeof present === 'object' && typeof value === 'object') merge(present, value);
    else into[key] = value;
  }
}
