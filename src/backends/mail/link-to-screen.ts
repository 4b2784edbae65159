import type { LinkToScreen } from '../../domain/mail/mail-backend.ts';

/** @param publicUrl - Where browsers reach the bridge, without a slash at the end; never taken from a request. */
export function createLinkToScreen(publicUrl: string): LinkToScreen {
  return (brokerName, path, query) => {
    const address = `${publicUrl}/b/${encodeURIComponent(brokerName)}${path}`;
    const search = new URLSearchParams(query).toString();
    return search === '' ? address : `${address}?${search}`;
  };
}
