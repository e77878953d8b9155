import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repositoryRoot } from '../repository-root.js';

const picturesDirectory = join(repositoryRoot, 'libs/zoo/pictures');

/** The bundled trained INT8 network, by its path from the checkout. */
export const sampleModel = 'libs/zoo/models/anchornet28_x3_int8.tflite';

/** A dataset's high-resolution picture. */
export interface DatasetPicture {
  readonly name: string;
  readonly hrPath: string;
}

/** The bundled pictures that the open phase scores on. */
export function samplePictures(): readonly DatasetPicture[] {
  return readdirSync(picturesDirectory)
    .filter((file) => file.endsWith('.png'))
    .toSorted()
    .map((file) => ({ name: basename(file, '.png'), hrPath: join(picturesDirectory, file) }));
}
