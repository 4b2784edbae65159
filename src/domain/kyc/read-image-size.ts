import type { KycContentType } from './kyc-document.ts';

export interface ImageSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

type ReadSize = (image: Buffer) => ImageSize | undefined;

/**
 * Reads how large a whole image is, without decoding it.
 *
 * @returns `undefined` when the image is cut off or not what its first bytes say.
 */
export function readImageSize(
  image: Buffer,
  contentType: Exclude<KycContentType, 'application/pdf'>,
): ImageSize | undefined {
  try {
    return READERS[contentType](image);
  } catch (error) {
    // A header that promises more than there is.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const READERS: Record<Exclude<KycContentType, 'application/pdf'>, ReadSize> = {
  'image/jpeg': readJpegSize,
  'image/png': readPngSize,
  'image/webp': readWebpSize,
};

/** Markers without a length behind them: TEM and RST0 to RST7. */
const isBareMarker = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** A frame header: SOF0 to SOF15, but for DHT, JPG and DAC between them. */
const isFrameHeader = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Cameras may put more behind the end of the image, such as a film. @see ITU-T T.81, annex B */
function readJpegSize(image: Buffer): ImageSize | undefined {
  let size: ImageSize | undefined;
  let position = 2;
  for (;;) {
    if (image.readUInt8(position) !== 0xff) return undefined;
    const marker = image.readUInt8(position + 1);
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return image.indexOf(END_OF_IMAGE, position) === -1 ? undefined : size;
    if (isFrameHeader(marker)) {
      size = { heightPixels: image.readUInt16BE(position + 5), widthPixels: image.readUInt16BE(position + 7) };
    }
    position += isBareMarker(marker) ? 2 : 2 + image.readUInt16BE(position + 2);
  }
}

/** @see PNG, section 5.3: every chunk says how long it is, and the last one is IEND. */
function readPngSize(image: Buffer): ImageSize | undefined {
  if (image.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  const size = { widthPixels: image.readUInt32BE(16), heightPixels: image.readUInt32BE(20) };
  let hasData = false;
  for (let position = 8; ; position += 12 + image.readUInt32BE(position)) {
    const type = image.toString('latin1', position + 4, position + 8);
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData && position + 12 <= image.length ? size : undefined;
  }
}

/** @see RFC 9649, sections 2.5 to 2.7 */
function readWebpSize(image: Buffer): ImageSize | undefined {
  if (image.readUInt32LE(4) + 8 > image.length) return undefined;
  switch (image.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { widthPixels: image.readUInt16LE(26) & 0x3fff, heightPixels: image.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = image.readUInt32LE(21);
      return { widthPixels: (bits & 0x3fff) + 1, heightPixels: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { widthPixels: image.readUIntLE(24, 3) + 1, heightPixels: image.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
