export { Blob } from './blob.entity.js';
export type { BlobKind } from './blob-kind.js';
export { BlobReception } from './blob-reception.js';
export { BlobStore, blobChunkBytes } from './blob-store.js';
export { BlobsModule } from './blobs.module.js';
export type { ReceivedBlob } from './received-blob.js';
