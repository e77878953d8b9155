export const binaryMagic = 'NPUB';
export const binaryVersion = 1;
export const headerBytes = 16;
export const blobAlignment = 64;
export const checksumBytes = 32;

/** Where a typed array of the program lies among the blobs. */
export interface BlobReference {
  readonly $blob: ArrayKind;
  readonly offset: number;
  readonly length: number;
}

export type ArrayKind = (typeof arrayKinds)[number]['name'];

/** The typed arrays that a binary can hold. */
export const arrayKinds = [
  { name: 'int8', array: Int8Array },
  { name: 'uint8', array: Uint8Array },
  { name: 'int16', array: Int16Array },
  { name: 'int32', array: Int32Array },
  { name: 'float32', array: Float32Array },
  { name: 'float64', array: Float64Array },
] as const;
