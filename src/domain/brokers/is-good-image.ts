import { fileTypeFromBuffer } from 'file-type';
import { parseImageData, readImageSize } from '../../lib/image-data.ts';
import { isSafeSvg } from './is-safe-svg.ts';

const MAX_BYTES = 20 * 1024;
/** A small file can unpack to a picture that fills a phone's memory. */
const MAX_PIXELS_A_SIDE = 2048;
const MAX_ADDRESS_LENGTH = 'data:image/svg+xml;base64,'.length + Math.ceil(MAX_BYTES / 3) * 4;

/** Whether a `data:` address holds an image that really is what it says, small, with a size, and without anything active. */
export async function isGoodImage(address: string): Promise<boolean> {
  const image = address.length <= MAX_ADDRESS_LENGTH ? parseImageData(address) : undefined;
  if (!image || image.bytes.length > MAX_BYTES) return false;
  const size = readImageSize(image);
  if (!size || Math.max(size.width, size.height) > MAX_PIXELS_A_SIDE) return false;
  if (image.type === 'image/svg+xml') return isSafeSvg(image.bytes);
  const real = await fileTypeFromBuffer(image.bytes);
  return real?.mime === image.type;
}
