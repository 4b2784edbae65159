const ID = 'live-problem';
const SENTENCE = 'This page could not be brought up to date. What you see may be old; load it again to be sure.';

/** A part that could not be fetched stays as it was. That is said, until one comes again. */
export function sayProblems() {
  document.addEventListener('htmx:error', say);
  document.addEventListener('htmx:response:error', ({ detail }) => {
    // Whoever is not signed in any more is led to where they can be.
    if (detail.ctx?.response?.status !== 401) say();
  });
  // What is not taken over ends in a swap too, of nothing.
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (!(detail.ctx?.response?.status >= 400)) document.getElementById(ID)?.remove();
  });
}

function say() {
  if (document.getElementById(ID)) return;
  const notice = document.createElement('div');
  notice.id = ID;
  notice.className = 'notice error';
  notice.setAttribute('role', 'alert');
  document.querySelector('main')?.prepend(notice);
  const words = document.createElement('p');
  words.textContent = SENTENCE;
  notice.append(words);
}
