import type { KycDocumentKind } from '../../src/domain/kyc/kyc-document.ts';
import { type DepositBroker, depositScreen } from './deposit-screen.ts';
import { jpegFile, pdfFile } from './document-files.ts';
import { type MultipartPart, multipartBody } from './multipart-body.ts';
import { type PageAnswer, send, ticketIn } from './trader-browser.ts';

/** The KYC screen of one white label, as its app and the trader's browser use it. */
export interface KycScreen {
  /** Call 4.4. @param userId - The seeded trader's when left out. */
  token(userId?: number): Promise<string>;
  /** Opens the page with a token; a new one when left out. */
  open(options?: OpenOptions): Promise<PageAnswer>;
  /** Opens the page. @returns Its ticket. */
  ticket(): Promise<string>;
  /** Sends the form as a browser does, a field without a file too. */
  post(ticket: string, files: KycFiles, options?: PostOptions): Promise<PageAnswer>;
  /** Sends any parts. */
  postParts(parts: readonly MultipartPart[], options?: PostOptions): Promise<PageAnswer>;
  /** Opens the page and sends its form. */
  handIn(files?: KycFiles): Promise<PageAnswer>;
}

export type KycFiles = Readonly<Partial<Record<KycDocumentKind, Buffer>>>;

export interface OpenOptions {
  readonly token?: string;
  readonly query?: string;
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PostOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const FIELDS: readonly KycDocumentKind[] = ['identity-front', 'identity-back', 'proof-of-address'];

/** What is enough. */
export const GOOD_FILES = { 'identity-front': jpegFile(), 'proof-of-address': pdfFile() };

export function kycScreen(bridgeUrl: string, brokerName: DepositBroker = 'tradingtech_main'): KycScreen {
  const page = `${bridgeUrl}/b/${brokerName}/inapp/kyc`;
  const { token } = depositScreen(bridgeUrl, brokerName);

  async function open(options: OpenOptions = {}): Promise<PageAnswer> {
    const { query = '', method = 'GET', headers = {} } = options;
    const parameters = new URLSearchParams({ token: options.token ?? (await token()) });
    return send(`${page}?${parameters}${query === '' ? '' : `&${query}`}`, { method, headers });
  }

  const postParts: KycScreen['postParts'] = (parts, { query = '', headers = {} } = {}) => {
    const { body, contentType } = multipartBody(parts);
    const own = { 'Content-Type': contentType, 'Sec-Fetch-Site': 'same-origin' };
    return send(page + query, { method: 'POST', headers: { ...own, ...headers }, body });
  };

  const post: KycScreen['post'] = (ticket, files, options) => {
    const chosen = FIELDS.map((name) => {
      const content = files[name];
      return content ? { name, fileName: `${name}.jpg`, content } : { name, fileName: '', content: Buffer.alloc(0) };
    });
    return postParts([{ name: 'ticket', content: ticket }, ...chosen], options);
  };

  const ticket = async () => ticketIn(await open());
  return { token, open, ticket, post, postParts, handIn: async (files = GOOD_FILES) => post(await ticket(), files) };
}
