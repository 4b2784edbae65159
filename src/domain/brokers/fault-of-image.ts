import { fileTypeFromBuffer } from 'file-type';
import { parseImageData, readImageSize } from '../../lib/image-data.ts';
import { isSafeSvg } from './is-safe-svg.ts';

const MAX_BYTES = 20 * 1024;
/** A small file can unpack to a picture that fills a phone's memory. */
const MAX_PIXELS_A_SIDE = 2048;
const MAX_ADDRESS_LENGTH = 'data:image/svg+xml;base64,'.length + Math.ceil(MAX_BYTES / 3) * 4;

const NO_IMAGE = 'is no image in PNG, JPEG, WebP, SVG or ICO';

/**
 * A `data:` address has to hold an image that really is what it says, small, with a size, and without anything active.
 *
 * @returns `undefined` when all is well.
 */
export async function faultOfImage(address: string): Promise<string | undefined> {
  if (address.length > MAX_ADDRESS_LENGTH) return 'is larger than 20 KB';
  const image = parseImageData(address);
  if (!image) return NO_IMAGE;
  if (image.bytes.length > MAX_BYTES) return 'is larger than 20 KB';
  if (image.type === 'image/svg+xml' && !isSafeSvg(image.bytes)) {
    return 'is no drawing, or one that holds a script or leads elsewhere';
  }
  const size = readImageSize(image);
  if (!size) return NO_IMAGE;
  if (Math.max(size.width, size.height) > MAX_PIXELS_A_SIDE)
    return `is more than ${MAX_PIXELS_A_SIDE} pixels wide or high`;
  if (image.type === 'image/svg+xml') return undefined;
  const real = await fileTypeFromBuffer(image.bytes);
  return real?.mime === image.type ? undefined : NO_IMAGE;
}
