import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app's address for log-outs: notes what it is told. */
export interface LogoutReceiver {
  readonly url: string;
  /** The `sid` of each request, in the order in which they came. */
  readonly told: string[];
  /** What it answers; it never answers when this is `hang`. */
  answer: number | 'hang';
  close(): Promise<void>;
}

export async function startLogoutReceiver(): Promise<LogoutReceiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    receiver.told.push(Buffer.concat(chunks).toString());
    if (receiver.answer !== 'hang') response.writeHead(receiver.answer).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: LogoutReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/logout`,
    told: [],
    answer: 200,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
