/** Those of RFC 3986 without `#`, which would begin a fragment, and `*`, which would read as a wildcard. */
export const ADDRESS_CHARACTERS = /^[A-Za-z0-9\-._~:/?[\]@!$&'()+,;=%]+$/;

/** As an address names this machine. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
