export { UnreadableArchiveError } from './archive/unreadable-archive.error.js';
export { ZipArchive, type ZipEntry } from './archive/zip-archive.js';
export { encodePng } from './encode-png.js';
export { maxPicturePixels, readPicture, type ReadPictureOptions } from './read-picture.js';
export { UnreadablePictureError } from './unreadable-picture.error.js';
export { writePng } from './write-png.js';
