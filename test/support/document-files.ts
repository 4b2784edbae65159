import { crc32, deflateSync } from 'node:zlib';

/** A whole PNG in one grey. @param more - Bytes of noise that it carries, so that it is as large as a photo. */
export function pngFile(widthPixels = 640, heightPixels = 480, more: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPixels, 0);
  header.writeUInt32BE(heightPixels, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(Math.min((widthPixels + 1) * heightPixels, 1_000_000)));
  const chunks = [chunk('IHDR', header), chunk('teXt', more), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([PNG_SIGNATURE, ...chunks]);
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The segments of a JPEG, with a thumbnail of its own inside; its pixels are made up. */
export function jpegFile(widthPixels = 1024, heightPixels = 768): Buffer {
  const thumbnail = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), thumbnail]));
  const frame = Buffer.alloc(15);
  frame.writeUInt8(8, 0);
  frame.writeUInt16BE(heightPixels, 1);
  frame.writeUInt16BE(widthPixels, 3);
  const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
  const pixels = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
  const ends = { start: Buffer.from([0xff, 0xd8]), end: Buffer.from([0xff, 0xd9]) };
  return Buffer.concat([ends.start, exif, segment(0xc0, frame), scan, pixels, ends.end]);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The header of a WebP of one of its three kinds; its pixels are made up. */
export function webpFile(kind: 'VP8 ' | 'VP8L' | 'VP8X' = 'VP8 ', widthPixels = 800, heightPixels = 600): Buffer {
  const data = Buffer.alloc(32);
  if (kind === 'VP8 ') {
    data.set([0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a], 0);
    data.writeUInt16LE(widthPixels, 6);
    data.writeUInt16LE(heightPixels, 8);
  } else if (kind === 'VP8L') {
    data.writeUInt8(0x2f, 0);
    data.writeUInt32LE((widthPixels - 1) | ((heightPixels - 1) << 14), 1);
  } else {
    data.writeUIntLE(widthPixels - 1, 4, 3);
    data.writeUIntLE(heightPixels - 1, 7, 3);
  }
  const head = Buffer.from(`RIFF....WEBP${kind}....`, 'latin1');
  head.writeUInt32LE(12 + data.length, 4);
  head.writeUInt32LE(data.length, 16);
  return Buffer.concat([head, data]);
}

/** @param text - Something that it says. */
export function pdfFile(text = 'An electricity bill'): Buffer {
  const objects = `1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${text}\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n`;
  return Buffer.from(`%PDF-1.7\n${objects}%%EOF\n`, 'latin1');
}
