/**
 * Keeps the page up to date, and opens the bridge's screens in a frame. Without it every link and every form works as
 * it stands: the server answers whole pages, of which this takes the parts that changed.
 */

import { openScreen } from './screen-dialog.js';
import { showLost, showPage } from './show-page.js';

const REFRESH_PAUSE_MS = 120;
const AS_PAGE = { accept: 'text/html' };
const AS_SCREEN = { accept: 'application/json, text/html;q=0.5' };

if (window.parent !== window) {
  // The success URL, in our own frame, in a browser that did not say so.
  window.parent.postMessage({ kind: 'success-url', token: null }, location.origin);
} else {
  start();
}

function start() {
  if (location.pathname !== '/') history.replaceState(null, '', '/');
  document.addEventListener('submit', (event) => void answerSubmit(event));
  document.addEventListener('click', (event) => void answerClick(event));
  document.addEventListener('change', (event) => void answerChange(event));
  const changes = new EventSource('/app/changes');
  let waiting;
  changes.addEventListener('message', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), REFRESH_PAUSE_MS);
  });
}

/** Takes what is new; what the app last said stays. */
async function refresh() {
  const answer = await fetch('/', { headers: AS_PAGE }).catch(() => undefined);
  if (answer?.ok) showPage(await answer.text(), { keepNotice: true });
}

async function answerSubmit(event) {
  const form = event.target;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  event.preventDefault();
  // Not `form.action`: a form may have a field of that name.
  const address = form.getAttribute('action');
  if (form.method === 'get') return send(`${address}?${fields}`, { headers: AS_PAGE });
  const headers = 'screen' in form.dataset ? AS_SCREEN : AS_PAGE;
  await send(address, { method: 'POST', headers, body: fields }, event.submitter?.id);
}

async function answerClick(event) {
  const link = event.target.closest('a[data-screen]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await send(link.href, { headers: AS_SCREEN }, link.id);
}

/** Controls and switches work at once. */
async function answerChange(event) {
  const { form, type } = event.target;
  if (form?.id === 'choices' || (form && type === 'checkbox')) form.requestSubmit();
}

/** @param opener - The id of what was pressed; gets the focus back when a screen closes. */
async function send(address, options, opener = '') {
  const answer = await fetch(address, options).catch(() => undefined);
  if (!answer) return showLost();
  if (!answer.headers.get('content-type')?.includes('json')) return showPage(await answer.text());
  const app = document.getElementById('app');
  const { device, cookies } = app.dataset;
  const { url, title, isEmbedded } = await answer.json();
  const look = { device, withoutCookies: cookies === 'blocked', opener };
  openScreen({ url, title, ...look }, ({ arrived, token }) => {
    if (token === null) return send(arrived ? '/?back' : '/', { headers: AS_PAGE });
    if (isEmbedded)
      return openScreen({ url: embeddedAddress(token, url), title: 'Embedded platform', ...look }, refresh);
    return send('/app/sign-in', { method: 'POST', headers: AS_PAGE, body: new URLSearchParams({ token }) });
  });
}

/** With what the log-in screen was told: the frame may be without the cookies that know it. */
function embeddedAddress(token, loginAddress) {
  const told = new URL(loginAddress).searchParams;
  const [lang, theme] = [told.get('lang') ?? '', told.get('theme') ?? ''];
  return `/app/embedded?${new URLSearchParams({ token, lang, theme })}`;
}
