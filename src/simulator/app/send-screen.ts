import type { Request, Response } from 'express';
import type { SimulatedBroker } from '../simulated-broker.ts';
import type { App } from './app.ts';

/** Sends the browser to a screen: the app's script puts the address into its frame, without it the whole page goes. */
export function sendScreen(
  app: App,
  request: Request,
  response: Response,
  screen: {
    readonly broker: SimulatedBroker;
    readonly title: string;
    readonly address: URL;
    readonly isEmbedded?: boolean;
  },
): void {
  const { broker, title, address, isEmbedded = false } = screen;
  const { brokerName } = broker;
  const path = address.pathname + address.search;
  app.calls.start({ direction: 'open', call: '', method: 'GET', path, brokerName, request: null });
  if (request.accepts(['html', 'json']) === 'json') response.json({ title, url: address.href, isEmbedded });
  else response.redirect(303, address.href);
}
