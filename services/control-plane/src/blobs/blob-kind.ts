export const blobKinds = ['model', 'picture', 'output', 'archive'] as const;

export type BlobKind = (typeof blobKinds)[number];

const mebibyte = 1024 * 1024;

/** Largest blob per kind; models have the configured limit instead. */
export const blobLimitBytes: Readonly<Record<Exclude<BlobKind, 'model'>, number>> = {
  picture: 256 * mebibyte,
  output: 256 * mebibyte,
  archive: 512 * mebibyte,
};
