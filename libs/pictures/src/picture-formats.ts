/** The file formats that are read: raster formats only, because a drawing has no pixels of its own. */
export const pictureFormats: readonly string[] = ['png', 'jpeg', 'webp', 'tiff', 'gif'];
