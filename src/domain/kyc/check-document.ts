import { fileTypeFromBuffer } from 'file-type';
import { BridgeError } from '../../errors/bridge-error.ts';
import { isKycContentType, MAX_DOCUMENT_BYTES } from './document-rules.ts';
import type { KycContentType } from './kyc-document.ts';
import { readImageSize } from './read-image-size.ts';

const MIN_SIDE_PIXELS = 200;
const MAX_SIDE_PIXELS = 20_000;
/** What a small file can unpack to on the machine of whoever looks at it. */
const MAX_PIXELS = 120_000_000;
/** Readers look for the end of a PDF in its last kilobyte; some programs put a little more behind it. */
const PDF_END_WITHIN_BYTES = 4096;

/**
 * Finds out from the bytes what a document is, and whether it is whole. The name and the type that the browser gave are
 * not looked at.
 *
 * @throws `file_empty`, `file_too_large`, `file_type_refused`, `file_damaged`, `image_size_refused`
 */
export async function checkDocument(content: Buffer): Promise<KycContentType> {
  if (content.length === 0) throw new BridgeError('file_empty');
  if (content.length > MAX_DOCUMENT_BYTES) throw new BridgeError('file_too_large');
  const type = await findType(content);
  if (!isKycContentType(type)) throw new BridgeError('file_type_refused', { detail: type ?? 'unknown' });
  if (type === 'application/pdf') checkPdf(content);
  else checkImage(content, type);
  return type;
}

/** What the library cannot make sense of has no type. */
async function findType(content: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(content))?.mime;
  } catch {
    return undefined;
  }
}

function checkPdf(content: Buffer): void {
  const isBegun = /^%PDF-\d\.\d/.test(content.toString('latin1', 0, 8));
  const isEnded = content.subarray(-PDF_END_WITHIN_BYTES).includes('%%EOF');
  if (!isBegun || !isEnded) throw new BridgeError('file_damaged');
}

function checkImage(content: Buffer, type: Exclude<KycContentType, 'application/pdf'>): void {
  const size = readImageSize(content, type);
  if (!size) throw new BridgeError('file_damaged');
  const { widthPixels, heightPixels } = size;
  const isReadable = Math.min(widthPixels, heightPixels) >= MIN_SIDE_PIXELS;
  const isSane = Math.max(widthPixels, heightPixels) <= MAX_SIDE_PIXELS && widthPixels * heightPixels <= MAX_PIXELS;
  if (!isReadable || !isSane) {
    throw new BridgeError('image_size_refused', { detail: `${widthPixels} × ${heightPixels}` });
  }
}
