/** What a document is for; also the name of its field in the form. */
export type KycDocumentKind = 'identity-front' | 'identity-back' | 'proof-of-address';

export type KycContentType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

/** A document that a trader handed in, without its content. */
export interface KycDocument {
  readonly id: string;
  readonly brokerName: string;
  readonly userId: string;
  /** The `submission` of the case with which it came. */
  readonly submission: number;
  readonly kind: KycDocumentKind;
  /** Found from the content; what the trader's browser said of it is not kept. */
  readonly contentType: KycContentType;
  readonly byteCount: number;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly createdAtMs: number;
}

/** As it is stored. */
export interface SealedKycDocument extends KycDocument {
  /** The document's own key, sealed by the key ring and bound to white label and document. */
  readonly sealedKey: string;
  /** Sealed with that key, bound to the same. */
  readonly sealedContent: Buffer;
}

/** As staff read it. */
export interface OpenedKycDocument extends KycDocument {
  readonly content: Buffer;
}
