const PAUSE_MS = 300;

/** Presses the preview's own button once nobody has typed for a moment. */
export function keepPreviews() {
  const timers = new Map();
  const follow = ({ target }) => {
    const form = target.form;
    const button = form?.id && document.querySelector(`[data-preview][form="${CSS.escape(form.id)}"]`);
    if (!button) return;
    clearTimeout(timers.get(button));
    timers.set(
      button,
      setTimeout(() => form.requestSubmit(button), PAUSE_MS),
    );
  };
  document.addEventListener('input', follow);
  document.addEventListener('change', follow);
}
