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
  /** 0 until its answer is there, and where it came from the browser's memory. */
  bytes: number;
}

/** @param work - Opens pages; the last one is measured, as if nothing of it had been seen before. */
export async function measureWire(page: Page, work: () => Promise<void>): Promise<WireCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const requestsOfPage = noteRequests(session);
  await work();
  await page.waitForLoadState('load');
  await session.detach();
  const requests = withoutAbandoned(requestsOfPage());
  const sizes = await Promise.all(requests.map(({ url, bytes }) => bytes || fetchedBytes(url)));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: requests.map(({ url }) => url) };
}

/** @returns What the page that was opened last has asked for. */
function noteRequests(session: CDPSession): () => readonly NotedRequest[] {
  let requests: NotedRequest[] = [];
  const byId = new Map<string, NotedRequest>();

  function end(requestId: string, bytes: number): void {
    const request = byId.get(requestId);
    if (request) request.bytes ||= bytes;
  }

  session.on('Network.requestWillBeSent', ({ requestId, request, type, redirectResponse }) => {
    if (redirectResponse) end(requestId, redirectResponse.encodedDataLength);
    else if (type === 'Document') requests = [];
    const one: NotedRequest = { url: request.url, bytes: 0 };
    requests.push(one);
    byId.set(requestId, one);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => end(requestId, encodedDataLength));
  return () => requests;
}

/** A browser that looks ahead begins some requests twice; of one of the two it never says that it has ended. */
function withoutAbandoned(requests: readonly NotedRequest[]): readonly NotedRequest[] {
  return requests.filter(
    (one, place) => one.bytes > 0 || !requests.some((other, at) => isTwin(one, other, place < at)),
  );
}

function isTwin(one: NotedRequest, other: NotedRequest, isLater: boolean): boolean {
  return one !== other && one.url === other.url && (other.bytes > 0 || isLater);
}

/** Of a file that the browser took from its memory. */
function fetchedBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (response) => {
      response.resume().on('end', () => resolve(response.socket.bytesRead));
    }).on('error', reject);
  });
}
