import type { BrowserCase } from '../browser-case.ts';
import { describeForm, readFormKind } from '../form-kind.ts';
import { readPageFacts } from '../page-facts.ts';

/** None of them is a default of anybody. */
const PARAMETERS = {
  lang: 'en',
  theme: 'dark',
  source: 'iOS',
  firstLogin: 'true',
  partnerId: 'conform-partner',
  utm_source: 'conform',
  gclid: 'conform-click',
} as const;
/** The link between sign-up and log-in is there to change this one. */
const CHANGED = 'firstLogin';

/** 6.2.6: several parameters at once. */
export const parametersCase: BrowserCase = {
  id: '6.2.6',
  title: 'Several parameters at once',
  async run({ screens, addresses, recorder }) {
    const visit = await screens.visit();
    try {
      await visit.open(addresses.of('auth/login', PARAMETERS));
      const facts = await readPageFacts(visit.page);
      const kind = await readFormKind(visit.page);
      const theme = facts.luminance > 0.5 ? 'light' : 'dark';
      const seen = `${facts.language}, ${theme}, ${describeForm(kind)}`;
      recorder.step('the page', 'en, dark, sign-up', seen, seen === 'en, dark, sign-up');
      const links = facts.links.flatMap(({ href }) => URL.parse(href) ?? []);
      const link = links.find(({ searchParams }) => searchParams.get(CHANGED) === 'false');
      const lost = Object.entries(PARAMETERS)
        .filter(([name, value]) => name !== CHANGED && link?.searchParams.get(name) !== value)
        .map(([name]) => name);
      const kept = link ? lost.join(', ') || 'all kept' : 'no such link';
      recorder.step('the link to log-in', 'keeps all others', kept, link !== undefined && lost.length === 0);
    } finally {
      await visit.close();
    }
  },
};
