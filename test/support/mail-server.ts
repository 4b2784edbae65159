import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that does as a test wants. */
export interface MailServer {
  readonly url: string;
  /** What arrived, as it stood on the wire, with its envelope. */
  readonly received: readonly { readonly from: string; readonly to: readonly string[]; readonly raw: string }[];
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly port?: number;
  /** Answers every recipient with this code. */
  readonly refuseRecipients?: number;
  /** Never answers what was sent. */
  readonly hang?: boolean;
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const received: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo(_address, _session, answer) {
      const { refuseRecipients } = options;
      if (refuseRecipients === undefined) return answer();
      answer(Object.assign(new Error('no such mailbox'), { responseCode: refuseRecipients }));
    },
    onData(stream, { envelope }, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        received.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        if (!options.hang) answer();
      });
    },
  });
  server.on('error', () => {});
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
