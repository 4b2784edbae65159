import type { BrowserStage } from '../support/browser-stage.ts';
import { linkIn, mailTo } from '../support/reset-browser.ts';

/** The link with a token in the newest mail to an address; waits until the mail is there. */
export async function linkMailedTo(stage: BrowserStage, email: string): Promise<URL> {
  for (let count = 1; count <= 5; count += 1) {
    const link = linkIn(await mailTo(stage, email, count));
    if (link.searchParams.has('token')) return link;
  }
  throw new Error(`No mail with a link came to ${email}`);
}
