export { Dataset } from './dataset.entity.js';
export { DatasetPicture } from './dataset-picture.entity.js';
export { Datasets } from './datasets.js';
export { DatasetsModule } from './datasets.module.js';
export { PictureImport } from './picture-import.js';
