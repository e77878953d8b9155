import { join } from 'node:path';
import { zooDirectory } from './zoo-directory.js';

const names = ['dead-leaves', 'line-art', 'seeding'] as const;

/** The enlargement factor that the sample pictures are cut for. */
export const sampleScale = 3;

/** An original, high-resolution picture that comes with npufarm: PNG, 8-bit RGB, 960x540. */
export interface SamplePicture {
  readonly name: string;
  readonly hrPath: string;
}

/** Finds the sample pictures. Their low-resolution versions are made from them with the bicubic filter. */
export function samplePictures(): readonly SamplePicture[] {
  const directory = join(zooDirectory(), 'pictures');
  return names.map((name) => ({ name, hrPath: join(directory, `${name}.png`) }));
}
