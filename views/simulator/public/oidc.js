/** Takes what is new on the page, such as the end of a session. Without it the page works as it stands. */

import { showPage } from './show-page.js';

const REFRESH_PAUSE_MS = 120;

let waiting;
new EventSource('/app/changes').addEventListener('message', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void refresh(), REFRESH_PAUSE_MS);
});

async function refresh() {
  const answer = await fetch('/oidc', { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (answer?.ok) showPage(await answer.text());
}
