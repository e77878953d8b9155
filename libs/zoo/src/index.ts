export { drawDeadLeaves } from './pictures/dead-leaves.picture.js';
export { drawLineArt } from './pictures/line-art.picture.js';
export {
  type SampleModel,
  sampleModel,
  type SampleModelVariant,
  sampleModelVariants,
} from './sample-model.js';
export { type SamplePicture, samplePictures, sampleScale } from './sample-pictures.js';
export { zooDirectory } from './zoo-directory.js';
export type { NetworkDefinition, NetworkParameters } from './networks/define-network.js';
export { findNetwork, networks } from './networks/index.js';
export type { PublishedRow } from './challenge/published-row.js';
export { table1 } from './challenge/table1.js';
