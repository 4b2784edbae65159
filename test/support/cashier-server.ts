import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server of an outside cashier, that a test speaks for. */
export interface CashierServer {
  readonly url: string;
  /** What it was told so far. */
  readonly told: Readonly<Record<string, unknown>>[];
  /** Answers so from now on; `undefined` breaks the connection off, after it was told. */
  answerWith(answer: object | undefined): void;
  close(): Promise<void>;
}

export async function startCashierServer(): Promise<CashierServer> {
  const told: Record<string, unknown>[] = [];
  let current: object | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    told.push(JSON.parse(Buffer.concat(chunks).toString()));
    if (current === undefined) request.socket.destroy();
    else response.end(JSON.stringify(current));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bridge`,
    told,
    answerWith(answer) {
      current = answer;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
