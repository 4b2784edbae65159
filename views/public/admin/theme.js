/** Runs before anything is drawn, so that no page flashes in the other theme. `admin.js` has the switch. */
(() => {
  const root = document.documentElement;
  root.dataset.script = 'on';
  try {
    const theme = localStorage.getItem('drawbridge-theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing for us follows the device.
  }
})();
