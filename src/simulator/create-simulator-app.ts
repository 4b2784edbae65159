import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { createRenderView } from '../http/render-view.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { App } from './app/app.ts';
import { appHeaders } from './app/app-headers.ts';
import { appRoutes } from './app/app-routes.ts';
import { sendProblem } from './app/send-problem.ts';
import { createBridgeClient } from './bridge-client/bridge-client.ts';
import { cashierRoutes } from './cashier/cashier-routes.ts';
import { createCallLog } from './control/call-log.ts';
import { createChangeFeed } from './control/change-feed.ts';
import { controlRoutes } from './control/control-routes.ts';
import { createFaultSwitches } from './control/fault-switches.ts';
import type { Mailbox } from './mail/mailbox.ts';
import { mailboxRoutes } from './mail/mailbox-routes.ts';
import { oidcRoutes } from './oidc/oidc-routes.ts';
import { platformRoutes } from './platform/platform-routes.ts';
import type { SimulatedBroker } from './simulated-broker.ts';
import type { PlatformState } from './state/platform-state.ts';

const VIEWS_FOLDER = fileURLToPath(new URL('../../views/simulator', import.meta.url));
const BRIDGE_TIMEOUT_MS = 10_000;

export interface SimulatorAppDependencies {
  readonly brokers: SimulatedBroker[];
  readonly state: PlatformState;
  /** To be called after every change of the state. */
  readonly changed: () => void;
  readonly bridgeUrl: () => string;
  readonly mailbox: Mailbox;
  /** Ends waits when the simulator stops. */
  readonly closing: AbortSignal;
  readonly log: Logger;
  readonly clock: Clock;
}

/** All that the simulator answers over HTTP. */
export function createSimulatorApp(dependencies: SimulatorAppDependencies): Express {
  const { brokers, state, bridgeUrl, mailbox, closing, log, clock } = dependencies;
  const changes = createChangeFeed();
  const changed = () => {
    dependencies.changed();
    changes.notify();
  };
  mailbox.onReceived(changes.notify);
  const calls = createCallLog(clock, changes.notify);
  const faults = createFaultSwitches(() => {
    state.managerTokens = [];
    changed();
  }, changes.notify);
  const platform = { brokers, state, faults, clock, changed };
  const bridge = createBridgeClient({ bridgeUrl, calls, timeoutMs: BRIDGE_TIMEOUT_MS });
  const render = createRenderView(VIEWS_FOLDER);
  const app: App = { platform, bridge, bridgeUrl, calls, mailbox, changes, closing, render };

  const server = express();
  server.disable('x-powered-by');
  server.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  server.use('/control', controlRoutes(platform, calls, mailbox));
  server.use(platformRoutes(platform, calls, closing));
  server.use(appRoutes(app));
  server.use(oidcRoutes(app, clock));
  server.use(cashierRoutes(app, clock));
  server.use(mailboxRoutes(app, mailbox));
  server.use(appHeaders, (_request, response) => {
    sendProblem(app, response, 404, 'There is nothing here', 'Check the address.');
  });
  server.use(answerFault(app, log));
  return server;
}

function answerFault(app: App, log: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = error.status ?? 500;
    if (status >= 500) log.error({ err: error }, 'simulator failed');
    sendProblem(
      app,
      response,
      status,
      'That did not work',
      status >= 500 ? 'This is a fault of the simulator.' : 'The request is not well-formed.',
    );
  };
}
