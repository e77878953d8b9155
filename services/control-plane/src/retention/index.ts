export { BlobCollection } from './blob-collection.js';
export { FileDeletion } from './file-deletion.js';
export { RetentionModule } from './retention.module.js';
