const KEY = 'drawbridge-theme';
const ORDER = ['auto', 'light', 'dark'];
const NAMES = { auto: 'as the device', light: 'light', dark: 'dark' };
const root = document.documentElement;

/** @param onChange - Called when colours are others, also when the device changes its mind. */
export function setUpThemeSwitch(onChange) {
  for (const button of document.querySelectorAll('[data-theme-switch]')) {
    describe(button);
    button.addEventListener('click', () => {
      choose(ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length]);
      describe(button);
      onChange();
    });
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
}

function current() {
  return root.dataset.theme ?? 'auto';
}

function choose(theme) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this page then.
  }
}

function describe(button) {
  const label = `Theme: ${NAMES[current()]}`;
  button.setAttribute('aria-label', label);
  button.title = label;
}
