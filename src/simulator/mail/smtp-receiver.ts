import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Logger } from '../../lib/logger.ts';
import type { Mailbox } from './mailbox.ts';

export interface SmtpReceiver {
  /** For `SMTP_URL`. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BYTES = 256 * 1024;
const MAX_CLIENTS = 20;
const IDLE_MS = 30_000;
const CLOSE_PATIENCE_MS = 500;

/**
 * Takes mail from this machine, from whomever and for whomever, and carries it nowhere.
 *
 * @param port - 0 takes any free port.
 */
export async function startSmtpReceiver(port: number, mailbox: Mailbox, log: Logger): Promise<SmtpReceiver> {
  const server = new SMTPServer({
    banner: 'platform simulator',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: IDLE_MS,
    closeTimeout: CLOSE_PATIENCE_MS,
    onData(stream, { envelope }, answer) {
      read(stream).then(
        (raw) => {
          if (stream.sizeExceeded) return answer(new Error('The mail is too large'));
          mailbox.receive(
            raw,
            envelope.rcptTo.map(({ address }) => address),
          );
          answer();
        },
        (error: Error) => answer(error),
      );
    },
  });
  // Clients that break off are an error to it, and unheard the event would end the process.
  server.on('error', (error) => log.debug({ reason: error.message }, 'the mail server had a fault'));
  server.listen(port, HOST);
  await once(server.server, 'listening');
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${HOST}:${taken}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What is over the limit is read, but not kept. */
async function read(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
