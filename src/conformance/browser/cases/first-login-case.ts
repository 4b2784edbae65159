import type { BrowserCase } from '../browser-case.ts';
import { describeForm, readFormKind } from '../form-kind.ts';

/** 6.2.5: `firstLogin`. */
export const firstLoginCase: BrowserCase = {
  id: '6.2.5',
  title: 'firstLogin: sign-up or log-in',
  async run({ screens, addresses, recorder }) {
    for (const [firstLogin, expected] of [
      ['true', 'sign-up'],
      ['false', 'log-in'],
    ] as const) {
      const visit = await screens.visit();
      try {
        await visit.open(addresses.of('auth/login', { firstLogin }));
        const kind = await readFormKind(visit.page);
        recorder.step(`firstLogin=${firstLogin}`, expected, describeForm(kind), kind === expected);
      } finally {
        await visit.close();
      }
    }
  },
};
