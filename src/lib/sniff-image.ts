import type { ImageType } from './image-data.ts';

/** What a file seems to be by its first bytes, whatever its name says; whether it is that has to be looked at. */
export function sniffImage(bytes: Buffer): ImageType | undefined {
  const beginsWith = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  if (beginsWith('89504e47')) return 'image/png';
  if (beginsWith('ffd8ff')) return 'image/jpeg';
  if (beginsWith('52494646') && beginsWith('57454250', 8)) return 'image/webp';
  if (beginsWith('00000100')) return 'image/x-icon';
  return /^\uFEFF?\s*</.test(bytes.subarray(0, 64).toString('utf8')) ? 'image/svg+xml' : undefined;
}
