/** Parts of the page that a new answer replaces. */
const PARTS = ['controls', 'app'];
const LINK = 'mailbox-link';

/** Shows a page that the server sent, and leaves alone what did not change: open details, focus, what is being read. */
export function showPage(html, { keepNotice = false } = {}) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  if (!page.getElementById('app')) {
    location.assign('/');
    return;
  }
  document.documentElement.dataset.theme = page.documentElement.dataset.theme ?? '';
  if (keepNotice) page.getElementById('notice')?.replaceWith(document.getElementById('notice').cloneNode(true));
  for (const id of [...PARTS, LINK]) replacePart(id, page);
  showCalls(page);
}

/** Says so when the simulator is gone. */
export function showLost() {
  const notice = document.getElementById('notice');
  notice.classList.add('failure');
  notice.textContent = 'The simulator does not answer.';
}

function replacePart(id, page) {
  const current = document.getElementById(id);
  const next = page.getElementById(id);
  if (!current || !next) return;
  for (const details of current.querySelectorAll('details[id]')) {
    const same = next.querySelector(`#${details.id}`);
    if (same) same.open = details.open;
  }
  keepTyped(current, next);
  if (current.isEqualNode(next)) return;
  const focused = current.contains(document.activeElement) ? document.activeElement.id : '';
  const { scrollTop } = current;
  current.replaceWith(document.adoptNode(next));
  next.scrollTop = scrollTop;
  if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
}

/** What stands in a form that keeps nothing at the server, such as that of the failures. */
function keepTyped(current, next) {
  for (const id of ['fault-call', 'fault-kind', 'fault-times']) {
    const [typed, fresh] = [current.querySelector(`#${id}`), next.querySelector(`#${id}`)];
    if (typed && fresh) fresh.value = typed.value;
  }
}

function showCalls(page) {
  const list = document.getElementById('sequence');
  const fresh = [...page.getElementById('sequence').children];
  const kept = new Set(fresh.map(({ id }) => id));
  for (const shown of [...list.children]) if (!kept.has(shown.id)) shown.remove();
  for (const call of fresh) {
    const shown = document.getElementById(call.id);
    if (!shown) list.append(document.adoptNode(call));
    else if (shown.dataset.version !== call.dataset.version)
      shown.replaceWith(document.adoptNode(withOpen(call, shown)));
  }
  document.getElementById('no-calls').hidden = list.children.length > 0;
}

function withOpen(call, shown) {
  call.querySelector('details').open = shown.querySelector('details').open;
  return call;
}
