import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { BrandFile } from './brand-assets.ts';

export type Encoding = 'br' | 'gzip';

/** Compresses a file once, however often it is asked for. */
export type CompressFile = (file: BrandFile, encoding: Encoding) => Promise<Buffer>;

/** At some 4 KB each. */
const KEPT_FILES = 600;

const COMPRESS: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

export function createCompressFile(): CompressFile {
  const kept = new LRUCache<string, Promise<Buffer>>({ max: KEPT_FILES });
  return (file, encoding) => {
    const key = `${encoding} ${file.contentType} ${file.version}`;
    const compressed = kept.get(key) ?? COMPRESS[encoding](file.body);
    kept.set(key, compressed);
    return compressed;
  };
}

/** Pictures of pixels are compressed already. */
export function isCompressible({ contentType }: BrandFile): boolean {
  return contentType.startsWith('text/') || contentType === 'image/svg+xml';
}
