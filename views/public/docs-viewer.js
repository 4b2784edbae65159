/** Shows the document that the page names. Nothing is sent to anybody but this bridge. */
const place = document.getElementById('viewer');
const dark = matchMedia('(prefers-color-scheme: dark)');

function followTheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}

followTheme();
dark.addEventListener('change', followTheme);

globalThis.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  queryConfigEnabled: false,
});
