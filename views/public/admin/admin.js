/**
 * What pages of the console do besides what HTML does. Everything works without it but charts, copying and passkeys.
 * One listener a kind of event, on the document, so that what htmx puts into a page works at once.
 */
import { drawCharts, redrawCharts } from './charts.js';
import { copyFrom } from './copy.js';
import { guardForms } from './forms.js';
import { sayProblems } from './live-problem.js';
import { askForPasskey } from './passkeys.js';
import { keepPreviews } from './preview.js';
import { setUpThemeSwitch } from './theme-switch.js';

document.addEventListener('click', (event) => {
  const on = (selector) => event.target.closest?.(selector);
  const copier = on('[data-copy], [data-copy-from]');
  if (copier) return copyFrom(copier);
  if (on('[data-print]')) return print();
  const passkey = on('[data-passkey]');
  if (passkey) return askForPasskey(passkey);
  const opener = on('a[data-dialog]');
  if (opener) return openDialog(event, opener);
  const canceller = on('dialog .form-end a');
  if (canceller) {
    event.preventDefault();
    canceller.closest('dialog').close();
  }
  // Beside the dialog: what is clicked then is the dialog's own backdrop.
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

/** The link leads to a page with the same question; that is for who has no script, or opens it in another tab. */
function openDialog(event, opener) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!(dialog instanceof HTMLDialogElement) || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
}

/** A picker of colours and the text beside it are one. */
document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const textId = target.dataset.colourFor;
  if (textId !== undefined) {
    const text = document.getElementById(textId);
    text.value = target.value;
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  const picker = target.id && document.querySelector(`[data-colour-for="${CSS.escape(target.id)}"]`);
  if (picker && /^#[0-9a-f]{6}$/i.test(target.value)) picker.value = target.value;
});

/** Where the answer to a part of a page was a redirect, it is the whole page that moves: to the sign-in, as a rule. */
document.addEventListener('htmx:before:swap', (event) => {
  const answer = event.detail.ctx?.response?.raw;
  if (!answer?.redirected) return;
  event.preventDefault();
  location.assign(answer.url);
});

document.addEventListener('htmx:after:swap', () => drawCharts());

// On a phone there are more tabs than fit: the one that is open is in sight.
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

setUpThemeSwitch(redrawCharts);
guardForms();
keepPreviews();
sayProblems();
drawCharts();
