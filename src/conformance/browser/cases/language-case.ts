import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { type PageFacts, readPageFacts } from '../page-facts.ts';

/** Tried in turn until the white label speaks one. */
const OTHER_LANGUAGES = ['de', 'es', 'fr', 'it', 'pt', 'pl', 'tr', 'ru', 'ar', 'ja', 'zh', 'el'];
/** Reserved for private use, so that nobody speaks it. */
const NO_LANGUAGE = 'qx';

/** 6.2.3: `lang`. */
export const languageCase: BrowserCase = {
  id: '6.2.3',
  title: 'lang: English, another one, the default for one that is not there',
  async run(context) {
    const visit = await context.screens.visit();
    try {
      await checkLanguages(context, async (language) => {
        await visit.open(context.addresses.of('auth/login', language === undefined ? {} : { lang: language }));
        return readPageFacts(visit.page);
      });
    } finally {
      await visit.close();
    }
  },
};

/** @param readIn - Opens the page, in a language or without one. */
async function checkLanguages({ recorder }: BrowserCaseContext, readIn: ReadIn): Promise<void> {
  const plain = await readIn(undefined);
  const english = await readIn('en');
  const isEnglish = languageOf(english) === 'en';
  recorder.step('lang=en', 'a page in en', say(english), isEnglish);

  const other = await findOther(readIn);
  if (other) {
    const differs = other.words !== english.words;
    recorder.step(`lang=${languageOf(other)}`, 'a page in other words than English', say(other), differs);
  } else {
    recorder.step('lang=another', `a page in one of ${OTHER_LANGUAGES.join(', ')}`, 'English only', false);
  }

  const unknown = await readIn(NO_LANGUAGE);
  const isDefault = languageOf(unknown) === languageOf(plain) && unknown.heading === plain.heading;
  recorder.step(`lang=${NO_LANGUAGE}`, `the default, ${say(plain)}`, say(unknown), isDefault);
  const links = unknown.links.filter(({ href }) => URL.parse(href)?.pathname.includes('/auth/'));
  const isKept = links.some(({ href }) => URL.parse(href)?.searchParams.get('lang') === NO_LANGUAGE);
  const seen = isKept ? 'kept' : `lost in ${links.length} links`;
  recorder.step('a language that is not there stays in the links', 'kept', seen, isKept);
}

type ReadIn = (language?: string) => Promise<PageFacts>;

async function findOther(readIn: ReadIn): Promise<PageFacts | undefined> {
  for (const language of OTHER_LANGUAGES) {
    const facts = await readIn(language);
    if (languageOf(facts) === language) return facts;
  }
  return undefined;
}

/** Without the region. */
function languageOf({ language }: PageFacts): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

function say({ language, heading }: PageFacts): string {
  return `${language || 'no language'}, “${heading}”`;
}
