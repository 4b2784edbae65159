import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { Route, RouteCall, RouteReply } from '../../../http/route.ts';
import { textOf } from '../page/screen-parameters.ts';
import * as schemas from '../schemas.ts';
import type { BrandAssets, BrandFile, BrandFiles } from './brand-assets.ts';
import { type CompressFile, createCompressFile, type Encoding, isCompressible } from './compress-file.ts';

/** Whose files are asked for. */
export interface BrandCaller {
  readonly broker: Broker;
}

const ERRORS = [
  'malformed_request',
  'broker_identification_missing',
  'broker_identification_invalid',
  'broker_identification_mismatch',
  'store_unavailable',
  'not_found',
] as const satisfies readonly ErrorCode[];

/** An image that is opened by itself is nobody's page: nothing in it runs, loads or leads anywhere. */
const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** The address carries the hash of the content, so that a browser may keep it for good. */
const FOR_GOOD = 'public, max-age=31536000, immutable';

export function brandRoutes({ brandAssets }: { readonly brandAssets: BrandAssets }): Route<BrandCaller>[] {
  const compress = createCompressFile();
  const route = (name: string, summary: string, find: (files: BrandFiles) => BrandFile | null): Route<BrandCaller> => ({
    method: 'GET',
    paths: [`/brand/${name}`],
    summary,
    security: { kind: 'open', because: 'it is part of pages that anybody may see' },
    body: 'none',
    request: { query: schemas.anyFields, body: NO_FIELDS },
    response: { status: 200, contentType: name.endsWith('.css') ? 'text/css' : 'image/*' },
    errors: ERRORS,
    handle({ caller, query, context }: RouteCall<BrandCaller>) {
      const file = find(brandAssets.of(caller.broker.branding));
      if (!file) throw new BridgeError('not_found');
      return fileReply(compress, file, query.v, context);
    },
  });
  return [
    route('screens.css', 'The style sheet of a white label', ({ sheet }) => sheet),
    route('logo-light', 'Its logo on light ground', ({ images }) => images['logo-light']),
    route('logo-dark', 'Its logo on dark ground', ({ images }) => images['logo-dark']),
    route('favicon', 'Its icon', ({ images }) => images.favicon),
  ];
}

async function fileReply(
  compress: CompressFile,
  file: BrandFile,
  version: unknown,
  { request }: RequestContext,
): Promise<RouteReply> {
  // Another process may show the next version before this one knows of it; that mix-up must not be kept.
  const isAskedFor = textOf(version) === file.version;
  const headers = {
    ...(isAskedFor ? { 'cache-control': FOR_GOOD } : {}),
    ...(file.contentType.startsWith('image/') ? { 'content-security-policy': IMAGE_POLICY } : {}),
  };
  const { contentType } = file;
  if (!isCompressible(file)) return { kind: 'file', contentType, headers, body: file.body };
  const encoding = (['br', 'gzip'] satisfies Encoding[]).find((name) => request.acceptsEncodings(name) === name);
  const body = encoding === undefined ? file.body : await compress(file, encoding);
  const encoded = encoding === undefined ? {} : { 'content-encoding': encoding };
  return { kind: 'file', contentType, headers: { ...headers, ...encoded, vary: 'Accept-Encoding' }, body };
}
