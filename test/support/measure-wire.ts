import type { Page, Request } from 'playwright-core';

/** What the last page of some work cost. */
export interface WireCost {
  /** Headers and bodies of all answers, as they were sent. */
  readonly bytes: number;
  /** Address of each request, in order. */
  readonly requests: readonly string[];
}

/** @param work - Opens pages; the last one is measured, as if nothing of it had been seen before. */
export async function measureWire(page: Page, work: () => Promise<void>): Promise<WireCost> {
  let requests: Request[] = [];
  const note = (request: Request) => {
    if (request.isNavigationRequest() && request.redirectedFrom() === null) requests = [];
    requests.push(request);
  };
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  page.on('request', note);
  await work();
  await page.waitForLoadState('load');
  page.off('request', note);
  await session.detach();
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return {
    bytes: sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0),
    requests: requests.map((request) => request.url()),
  };
}
