import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Branding } from '../../../domain/brokers/broker.ts';
import { type ImageSize, parseImageData, readImageSize } from '../../../lib/image-data.ts';
import { brandSheet } from './brand-sheet.ts';

/** A file that never changes: another content has another version. */
export interface BrandFile {
  readonly contentType: string;
  readonly version: string;
  readonly body: Buffer;
}

export type BrandImage = BrandFile & ImageSize;

export type BrandImageName = 'logo-light' | 'logo-dark' | 'favicon';

/** What browsers load of a white label. */
export interface BrandFiles {
  readonly sheet: BrandFile;
  /** `null` where there is none. */
  readonly images: Readonly<Record<BrandImageName, BrandImage | null>>;
}

/** The files of every white label, made from its record when they are asked for. */
export interface BrandAssets {
  of(branding: Branding): BrandFiles;
}

/** At some 90 KB each. */
const KEPT_BRANDS = 200;

/** @param baseSheet - The style sheet that all white labels share. */
export function createBrandAssets(baseSheet: string): BrandAssets {
  // A change of a record is another object, in every process.
  const kept = new LRUCache<Branding, BrandFiles>({ max: KEPT_BRANDS });
  return {
    of(branding) {
      const files = kept.get(branding) ?? makeFiles(baseSheet, branding);
      kept.set(branding, files);
      return files;
    },
  };
}

function makeFiles(baseSheet: string, branding: Branding): BrandFiles {
  return {
    sheet: fileOf('text/css; charset=utf-8', Buffer.from(brandSheet(baseSheet, branding))),
    images: {
      'logo-light': imageOf(branding.logoLight),
      'logo-dark': imageOf(branding.logoDark),
      favicon: imageOf(branding.favicon),
    },
  };
}

function imageOf(address: string | null): BrandImage | null {
  const image = address === null ? undefined : parseImageData(address);
  const size = image && readImageSize(image);
  return image && size ? { ...fileOf(image.type, image.bytes), ...size } : null;
}

function fileOf(contentType: string, body: Buffer): BrandFile {
  return { contentType, version: hash('sha256', body, 'base64url').slice(0, 16), body };
}
