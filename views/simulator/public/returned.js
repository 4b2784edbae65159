/** The success URL inside the app's frame: hands the token over to the app, and to nobody else. */
const token = new URLSearchParams(location.search).get('token');
window.parent.postMessage({ kind: 'success-url', token: token || null }, location.origin);
