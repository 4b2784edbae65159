const loading = new Map();

/** A script that is no module, from beside this one; once. */
export function loadScript(name) {
  if (!loading.has(name)) loading.set(name, load(new URL(name, import.meta.url).href));
  return loading.get(name);
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`${address} cannot be loaded`)));
    document.head.append(script);
  });
}
