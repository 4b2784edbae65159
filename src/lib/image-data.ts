/** What a white label can have as an image. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/x-icon', 'image/svg+xml'] as const;

export type ImageType = (typeof IMAGE_TYPES)[number];

/** An image as a `data:` address carries it. */
export interface ImageData {
  /** As the address says; whether it is true has to be looked at. */
  readonly type: ImageType;
  readonly bytes: Buffer;
}

/** In pixels, or in units of its own for a drawing. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** @returns `undefined` for what is no address of an image in base64. */
export function parseImageData(address: string): ImageData | undefined {
  const [, name, text = ''] = /^data:([a-z+/-]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(address) ?? [];
  const type = IMAGE_TYPES.find((known) => known === name);
  return type && text.length % 4 === 0 ? { type, bytes: Buffer.from(text, 'base64') } : undefined;
}

/** The size that its header names, so that a page can leave room for it. @returns `undefined` when there is none. */
export function readImageSize({ type, bytes }: ImageData): ImageSize | undefined {
  const size = READERS[type](bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

type ReadSize = (bytes: Buffer) => ImageSize | undefined;

const READERS: Readonly<Record<ImageType, ReadSize>> = {
  'image/png': sizeOfPng,
  'image/jpeg': sizeOfJpeg,
  'image/webp': sizeOfWebp,
  'image/x-icon': sizeOfIcon,
  'image/svg+xml': sizeOfSvg,
};

/** @see PNG, section 11.2.1 (IHDR) */
function sizeOfPng(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Of the first image in it; a 0 stands for 256. */
function sizeOfIcon(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 22) return undefined;
  return { width: bytes.readUInt8(6) || 256, height: bytes.readUInt8(7) || 256 };
}

/** Walks the segments to the frame header. @see ITU T.81, annex B */
function sizeOfJpeg(bytes: Buffer): ImageSize | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** @see RFC 9649, section 2. A moving picture has no size here: nothing on a page of ours moves. */
function sizeOfWebp(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 30) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const isMoving = (bytes.readUInt8(20) & 0x02) !== 0;
      return isMoving ? undefined : { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    }
    default:
      return undefined;
  }
}

/** The view box, or width and height where there is none. */
function sizeOfSvg(bytes: Buffer): ImageSize | undefined {
  const text = bytes.toString('utf8').replaceAll(/<!--[\s\S]*?-->/g, '');
  const root = /<svg\s[^>]*>/.exec(text)?.[0] ?? '';
  const box = /\sviewBox\s*=\s*["']\s*[\d.e+-]+[\s,]+[\d.e+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(root);
  const width = box?.[1] ?? /\swidth\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']/.exec(root)?.[1];
  const height = box?.[2] ?? /\sheight\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']/.exec(root)?.[1];
  return { width: Number(width ?? 0), height: Number(height ?? 0) };
}
