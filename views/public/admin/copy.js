/** @param button - Has the text in `data-copy`, or in `data-copy-from` the id of the field that has it. */
export async function copyFrom(button) {
  const field = document.getElementById(button.dataset.copyFrom ?? '');
  const text = field ? field.value : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    say(button, 'Copied');
  } catch {
    // Not allowed here: marked, it can be copied by hand.
    field?.select();
    say(button, 'Press Ctrl+C');
  }
}

function say(button, word) {
  const words = button.querySelector('span');
  const before = words ? words.textContent : button.getAttribute('aria-label');
  if (button.dataset.saying !== undefined) return;
  button.dataset.saying = '';
  button.classList.add('copied');
  const set = (text) => (words ? words.replaceChildren(text) : button.setAttribute('aria-label', text));
  set(word);
  announce(word);
  setTimeout(() => {
    set(before);
    button.classList.remove('copied');
    delete button.dataset.saying;
  }, 1500);
}

/** For who listens: a changed name of a button is not read out by itself. */
function announce(word) {
  let place = document.getElementById('announcements');
  if (!place) {
    place = document.createElement('p');
    place.id = 'announcements';
    place.className = 'unseen';
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  place.textContent = '';
  requestAnimationFrame(() => place.replaceChildren(word));
}
