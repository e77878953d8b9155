import { relative } from 'node:path';
import { sampleModel } from '@npufarm/zoo';
import { repositoryRoot } from '../repository-root.js';

/** The bundled trained INT8 network, by its path from the checkout. */
export function sampleModelPath(): string {
  return relative(repositoryRoot, sampleModel('int8').path);
}
