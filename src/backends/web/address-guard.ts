import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/**
 * Keeps a connection to an address that somebody entered from leading where it must not. What a name leads to is looked at
 * when the connection is made, and is what it is made to; so that a name may answer something else each time.
 */
export interface AddressGuard {
  /** Stands in for the look-up of `connect`, which is not asked for an address that is no name. */
  readonly lookup: LookupFunction;
  /** @throws Error when the URL names an address itself, and a connection to that is not allowed. */
  check(url: URL): void;
}

/** @param lookUpName - The machine's own when left out. */
export function createAddressGuard(
  isAllowed: (address: string) => boolean,
  lookUpName: typeof lookup = lookup,
): AddressGuard {
  return {
    lookup(hostname, options, callback) {
      lookUpName(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, '');
        const [first] = addresses;
        // All of them have to be allowed, for any of them may be used.
        if (!first || !addresses.every(({ address }) => isAllowed(address))) return callback(notAllowed(), '');
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
      });
    },
    check({ hostname }) {
      const address = hostname.replace(/^\[|\]$/g, '');
      if (isIP(address) !== 0 && !isAllowed(address)) throw notAllowed();
    },
  };
}

function notAllowed(): Error {
  return Object.assign(new Error('The address is not public'), { code: 'ERR_ADDRESS_NOT_PUBLIC' });
}
