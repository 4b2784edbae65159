import { loadScript } from './load-script.js';

/** Names of WebAuthn's faults, in words of who presses the button. */
const PROBLEMS = {
  NotAllowedError: 'Nothing was chosen in time. Please try again.',
  InvalidStateError: 'This device has a passkey for this account already.',
  NotSupportedError: 'This device cannot make such a passkey.',
  SecurityError: 'Passkeys do not work at this address. Use the address the bridge was set up with, over https.',
  Refused: 'This page is too old by now. Load it again, and try once more.',
  TooMany: 'There were too many tries. Wait a quarter of an hour, and try again.',
};
const OTHERWISE = 'That did not work. Please try again, or choose another way.';

/** Of the bridge, which says no more to scripts than its status. */
class Refusal extends Error {
  constructor(status) {
    super(`The bridge answered ${status}`);
    this.name = { 403: 'Refused', 429: 'TooMany' }[status] ?? 'Refusal';
  }
}

/**
 * Asks the bridge for options and the device for an answer, writes it into the form, and sends the form.
 *
 * @param button - `data-passkey` (`sign-in` or `register`), `data-passkey-options` (an address), `data-passkey-field`.
 */
export async function askForPasskey(button) {
  const form = button.form ?? button.closest('form');
  const problem = form.querySelector('[data-passkey-problem]');
  problem.hidden = true;
  button.disabled = true;
  try {
    const options = await fetchOptions(button.dataset.passkeyOptions, form);
    const answer = await ask(button.dataset.passkey, options);
    form.elements.namedItem(button.dataset.passkeyField).value = JSON.stringify(answer);
    form.noValidate = true;
    form.requestSubmit();
  } catch (error) {
    // Without an answer the form leads to the question for a proof, and what was entered stays.
    if (error?.name === 'Refused' && button.dataset.passkey === 'register') return form.requestSubmit();
    problem.textContent = PROBLEMS[error?.name] ?? OTHERWISE;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

/** With the form's fields, so that the bridge sees whose form it is. */
async function fetchOptions(address, form) {
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
  const response = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Refusal(response.status);
  const { options } = await response.json();
  return options;
}

async function ask(kind, optionsJSON) {
  await loadScript('simplewebauthn.js');
  const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;
  return kind === 'register' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}
