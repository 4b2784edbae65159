import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createBrandAssets } from '../../../src/entrypoints/screens/brand/brand-assets.ts';
import { screenErrorsOf } from '../../../src/entrypoints/screens/errors.ts';
import { allScreens } from '../../../src/entrypoints/screens/routes.ts';
import type { ScreensDependencies } from '../../../src/entrypoints/screens/screens-dependencies.ts';
import { ERROR_CODES, type ErrorCode } from '../../../src/errors/catalogue.ts';
import { createFormTickets } from '../../../src/http/form-ticket.ts';
import { createPageTickets } from '../../../src/http/page-ticket.ts';
import { createRenderView } from '../../../src/http/render-view.ts';
import { loadTranslations } from '../../../src/http/translations.ts';
import { PROJECT_FOLDER, startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const LOCALES = join(PROJECT_FOLDER, 'config/locales');
const VIEWS = join(PROJECT_FOLDER, 'views/screens');

type Catalogue = Map<string, string>;

function readCatalogue(language: string): Catalogue {
  const files = readdirSync(join(LOCALES, language));
  return new Map(files.flatMap((file) => flatten(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')))));
}

function flatten(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, member]) =>
    typeof member === 'string' ? [[prefix + key, member] as [string, string]] : flatten(member, `${prefix}${key}.`),
  );
}

const catalogues = new Map(readdirSync(LOCALES).map((language) => [language, readCatalogue(language)]));
const english = catalogues.get('en') ?? new Map<string, string>();

describe('the words of the screens', () => {
  let bridge: TestBridge;
  let codes: ReadonlySet<ErrorCode>;
  before(async () => {
    bridge = await startTestBridge();
    const {
      brokers,
      users,
      access,
      agreements,
      trading,
      payments,
      kyc,
      passwordReset,
      passwordChange,
      emailChange,
      keyRing,
    } = bridge.app;
    const tickets = { keyRing, clock: bridge.clock, publicUrl: bridge.url };
    const dependencies: ScreensDependencies = {
      ...{ brokers, users, access, agreements, trading, payments, kyc, passwordReset, passwordChange, emailChange },
      linkTo: () => '',
      appRequests: { find: async () => undefined, answer: async () => '' },
      publicUrl: bridge.url,
      formTickets: createFormTickets(tickets),
      pageTickets: createPageTickets(tickets),
      renderView: createRenderView(VIEWS),
      brandAssets: createBrandAssets(''),
      translations: await loadTranslations(LOCALES),
    };
    codes = screenErrorsOf(allScreens(dependencies));
  });
  after(() => bridge.close());

  test('there are at least English and German', () => {
    for (const language of ['de', 'en']) assert.ok(catalogues.has(language), language);
  });

  for (const [file, catalogue] of catalogues) {
    test(`${file} has the keys of English, all of them with words and the same placeholders`, () => {
      assert.deepEqual([...catalogue.keys()].sort(), [...english.keys()].sort());
      for (const [key, text] of catalogue) {
        assert.notEqual(text.trim(), '', key);
        assert.deepEqual(placeholdersOf(text), placeholdersOf(english.get(key) ?? ''), key);
      }
    });

    test(`${file} names no other platform and never the words that the vendor forbids`, () => {
      for (const [key, text] of catalogue) assert.doesNotMatch(text, /ctrader|ctid|spotware|metatrader|mt[45]/i, key);
    });
  }

  test('every code that a screen can answer has words in every language', () => {
    assert.ok(codes.size > 10);
    for (const code of codes) {
      for (const [file, catalogue] of catalogues) assert.ok(catalogue.has(`errors.${code}`), `${code} in ${file}`);
    }
  });

  test('no words are kept for codes that do not exist or that no screen can meet', () => {
    for (const key of english.keys()) {
      const code = /^errors\.(.+)$/.exec(key)?.[1];
      const known = ERROR_CODES.find((one) => one === code);
      if (code !== undefined) assert.ok(known && codes.has(known), key);
    }
  });

  test('every text that a view asks for by name is there', () => {
    for (const file of readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.eta'),
    )) {
      const view = readFileSync(join(VIEWS, file), 'utf8');
      const names = [...view.matchAll(/'((?:logIn|signUp|deposit|fields|fieldErrors|hints|errorPage|reset)\.\w+)'/g)];
      for (const [, key] of names) assert.ok(english.has(String(key)), `${key} in ${file}`);
    }
  });
});

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}/g)].map(([placeholder]) => placeholder).sort();
}
