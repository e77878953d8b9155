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
