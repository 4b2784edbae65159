import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kycScreen } from '../support/kyc-screen.ts';
import { multipartBody } from '../support/multipart-body.ts';
import { type BridgeProcess, startBridgeProcess } from '../support/start-bridge-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { openRawConnection } from './raw-connection.ts';

const BROKER = 'tradingtech_main';
/** Longer than the time-out of a request, by some checks of the connections. */
const DRIPS = 30;
const EVERY_MS = 100;

describe('row 48: the time of an upload', () => {
  const folder = makeTempFolder();
  let bridge: BridgeProcess;
  before(async () => {
    bridge = await startBridgeProcess({ DATA_DIR: folder.path, REQUEST_TIMEOUT_SECONDS: '1' });
  });
  after(async () => {
    await bridge?.end('SIGTERM');
    folder.remove();
  });

  /** Sends the form with its file letter by letter. @returns What came back. */
  async function uploadSlowly(ticket: string): Promise<string> {
    const { body, contentType } = multipartBody([
      { name: 'ticket', content: ticket },
      { name: 'identity-front', fileName: 'x.jpg', content: 'x'.repeat(DRIPS) },
    ]);
    const text = body.toString('latin1');
    const fileStart = text.indexOf('x'.repeat(DRIPS));
    const connection = await openRawConnection(bridge.url);
    const head = [
      `POST /b/${BROKER}/inapp/kyc HTTP/1.1`,
      `Host: ${new URL(bridge.url).host}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${body.length}`,
      'Sec-Fetch-Site: same-origin',
      'Connection: close',
    ];
    connection.send(`${head.join('\r\n')}\r\n\r\n${text.slice(0, fileStart)}`);
    await connection.drip(text.slice(fileStart, fileStart + DRIPS), EVERY_MS);
    connection.send(text.slice(fileStart + DRIPS));
    return connection.untilClosed();
  }

  test('a trader with a slow line gets the time that files need', async () => {
    const answer = await uploadSlowly(await kycScreen(bridge.url, BROKER).ticket());
    assert.match(answer, /^HTTP\/1\.1 415 /, 'the file is no picture, but it came through');
  });

  test('who has no ticket gets no more time than anybody', async () => {
    assert.match(await uploadSlowly('none'), /^HTTP\/1\.1 408 /);
  });
});
