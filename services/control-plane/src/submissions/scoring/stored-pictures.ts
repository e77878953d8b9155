import { Injectable } from '@nestjs/common';
import type { RgbPicture } from '@npufarm/scoring';
import { BlobStore } from '../../blobs/index.js';

const channels = 3;

/** Reads pictures that are stored as raw interleaved RGB bytes. */
@Injectable()
export class StoredPictures {
  constructor(private readonly blobs: BlobStore) {}

  /** @throws FarmError `blob.not-found`; RangeError when the bytes do not fill the size */
  async read(sha256: string, width: number, height: number): Promise<RgbPicture> {
    const data = await this.blobs.readWhole(sha256);
    if (data.byteLength !== width * height * channels) {
      throw new RangeError(`A picture of ${width}x${height} has not ${data.byteLength} bytes.`);
    }
    return { width, height, data };
  }
}
