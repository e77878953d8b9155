import type { BlobKind } from './blob-kind.js';

/** Bytes that are in a file of the control plane, hashed and counted, but not yet stored. */
export interface ReceivedBlob {
  readonly kind: BlobKind;
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string;
  /** The first bytes, enough to recognise a format. */
  readonly head: Uint8Array;
}
