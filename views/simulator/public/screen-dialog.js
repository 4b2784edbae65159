const dialog = document.getElementById('screen');
const space = document.getElementById('screen-space');
const note = document.getElementById('screen-note');

/**
 * Opens a screen in a frame as large as the device, and watches it for the success URL.
 *
 * @param opener - The id of what was pressed; empty where nothing was.
 * @param onReturn - Called once: whether the success URL was reached, and with which token, or `null`. Shows what came of it.
 */
export function openScreen({ url, title, device, withoutCookies, opener }, onReturn) {
  const frame = document.createElement('iframe');
  frame.id = 'screen-frame';
  frame.dataset.testid = 'screen-frame';
  frame.title = title;
  frame.name = 'screen';
  // Its own empty jar of cookies, gone with the frame. Chromium only.
  if (withoutCookies) frame.credentialless = true;
  frame.addEventListener('load', () => space.classList.add('loaded'));
  frame.src = url;

  document.getElementById('screen-title').textContent = title;
  note.textContent = withoutCookies ? cookieNote(frame) : '';
  space.classList.remove('loaded');
  space.replaceChildren(frame);
  dialog.dataset.device = device;
  dialog.showModal();

  let outcome = { arrived: false, token: null };
  const watching = new AbortController();
  addEventListener(
    'message',
    (event) => {
      if (event.origin !== location.origin || event.source !== frame.contentWindow) return;
      if (event.data?.kind !== 'success-url') return;
      outcome = { arrived: true, token: event.data.token };
      dialog.close();
    },
    { signal: watching.signal },
  );
  const finish = async () => {
    watching.abort();
    space.replaceChildren();
    giveFocusBack(opener);
    await onReturn(outcome);
    if (!dialog.open) giveFocusBack(opener);
  };
  dialog.addEventListener('close', finish, { once: true });
}

/** What was pressed may be gone by now, as the log-in is; what the app says of it is there. Whoever moved on is left alone. */
function giveFocusBack(opener) {
  if (document.activeElement && document.activeElement !== document.body) return;
  for (const id of [opener, 'notice']) {
    const target = document.getElementById(id);
    target?.focus();
    if (target && document.activeElement === target) return;
  }
}

function cookieNote(frame) {
  return 'credentialless' in frame ? 'without cookies' : 'this browser cannot block cookies for one frame';
}

document.getElementById('screen-close')?.addEventListener('click', () => dialog.close());
