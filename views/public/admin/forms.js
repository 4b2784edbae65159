const GUARDED = 'form[data-warn-if-changed]';

/** Asks before a form is left whose changes would be lost, and sends each form once. */
export function guardForms() {
  let isLeaving = false;
  const changed = new Set();

  document.addEventListener('input', ({ target }) => {
    const form = target.form;
    if (!form?.matches(GUARDED)) return;
    if (isAsItCame(form)) changed.delete(form);
    else changed.add(form);
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    // What leads into a frame, as a preview does, or to a file leaves the page where it is.
    const staysHere = event.submitter?.formTarget || form.dataset.givesFile !== undefined;
    if (event.defaultPrevented || form.method !== 'post' || staysHere) return;
    if (form.dataset.isSent !== undefined) return event.preventDefault();
    form.dataset.isSent = '';
    isLeaving = true;
  });

  addEventListener('beforeunload', (event) => {
    if (!isLeaving && [...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // A page that comes back from the browser's memory can be sent again.
  addEventListener('pageshow', () => {
    isLeaving = false;
    for (const form of document.querySelectorAll('form[data-is-sent]')) delete form.dataset.isSent;
  });
}

function isAsItCame(form) {
  return [...form.elements].every((field) => {
    if (field instanceof HTMLSelectElement) return isAsOffered(field);
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked === field.defaultChecked;
    if (field.type === 'color' || field.type === 'hidden') return true;
    return field.value === (field.defaultValue ?? field.value);
  });
}

/** Where no option is marked in the page, a browser chooses the first. */
function isAsOffered({ options, selectedIndex }) {
  const marked = [...options].findIndex((option) => option.defaultSelected);
  return selectedIndex === Math.max(marked, 0);
}
