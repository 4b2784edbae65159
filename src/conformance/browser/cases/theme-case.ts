import type { BrowserCase } from '../browser-case.ts';
import { readPageFacts } from '../page-facts.ts';

/** 6.2.4: `theme`. */
export const themeCase: BrowserCase = {
  id: '6.2.4',
  title: 'theme: light and dark',
  async run({ screens, addresses, recorder }) {
    for (const theme of ['light', 'dark'] as const) {
      // On a device that prefers the other one.
      const visit = await screens.visit({ colorScheme: theme === 'light' ? 'dark' : 'light' });
      try {
        await visit.open(addresses.of('auth/login', { theme }));
        const { luminance } = await readPageFacts(visit.page);
        const seen = luminance > 0.5 ? 'light' : 'dark';
        recorder.step(`theme=${theme}`, `a ${theme} page`, `a ${seen} page`, seen === theme);
      } finally {
        await visit.close();
      }
    }
  },
};
