import type { BrowserCase } from '../browser-case.ts';
import { describeForm, type FormKind, readFormKind } from '../form-kind.ts';
import { followed } from '../pass-screens.ts';

/** 6.3.7: between log-in and sign-up. */
export const switchCase: BrowserCase = {
  id: '6.3.7',
  title: 'Log-in and sign-up lead to each other',
  async run({ screens, addresses, recorder }) {
    const visit = await screens.visit();
    const follow = async (firstLogin: 'true' | 'false', expected: FormKind) => {
      const link = `a[href*="firstLogin=${firstLogin}"]`;
      const isThere = await visit.page.isVisible(link);
      if (isThere) await followed(visit.page, () => visit.page.click(link));
      const kind = await readFormKind(visit.page);
      const seen = isThere ? describeForm(kind) : 'no link';
      return recorder.step(`the link with firstLogin=${firstLogin}`, expected, seen, isThere && kind === expected);
    };
    try {
      await visit.open(addresses.of('auth/login', { firstLogin: 'false' }));
      if (await follow('true', 'sign-up')) await follow('false', 'log-in');
    } finally {
      await visit.close();
    }
  },
};
