import { get } from 'node:http';
import type { CDPSession, Page } from 'playwright-core';

/** What the last page of some work cost. */
export interface WireCost {
  /** Headers and bodies of all answers, as they were sent. */
  readonly bytes: number;
  /** Address of each request, in order. */
  readonly requests: readonly string[];
}

interface NotedRequest {
  readonly url: string;
  /** `null` until its answer is there. */
  bytes: number | null;
}

/** @param work - Opens pages; the last one is measured, as if nothing of it had been seen before. */
export async function measureWire(page: Page, work: () => Promise<void>): Promise<WireCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const noted = noteRequests(session);
  await work();
  await page.waitForLoadState('load');
  const requests = await noted.finished();
  await session.detach();
  const sizes = await Promise.all(requests.map(({ url, bytes }) => bytes || fetchedBytes(url)));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: requests.map(({ url }) => url) };
}

function noteRequests(session: CDPSession) {
  let requests: NotedRequest[] = [];
  let byId = new Map<string, NotedRequest>();
  let wake = () => {};

  function end(requestId: string, bytes: number): void {
    const request = byId.get(requestId);
    if (request) request.bytes ??= bytes;
    wake();
  }

  session.on('Network.requestWillBeSent', ({ requestId, request, type, redirectResponse }) => {
    if (redirectResponse) end(requestId, redirectResponse.encodedDataLength);
    else if (type === 'Document') {
      requests = [];
      byId = new Map();
    }
    const one: NotedRequest = { url: request.url, bytes: null };
    requests.push(one);
    byId.set(requestId, one);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => end(requestId, encodedDataLength));
  session.on('Network.loadingFailed', ({ requestId }) => end(requestId, 0));
  return {
    async finished(): Promise<readonly NotedRequest[]> {
      while (requests.some(({ bytes }) => bytes === null)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return requests;
    },
  };
}

/** Of a file that the browser took from its memory. */
function fetchedBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (response) => {
      response.resume().on('end', () => resolve(response.socket.bytesRead));
    }).on('error', reject);
  });
}
