import { json } from '../load.js';
import { jpeg } from '../picture.js';

/** The index: our own record of what was made. It names images by their keys. */
export async function read({ url }, size) {
  const index = await json(url);
  const rendition = index.renditions.find(({ box_width: width, box_height: height }) => `${width}x${height}` === size.box);
  return rendition.images.length ? rendition.images.map(single) : sheets(rendition, index.interval_seconds);
}

const address = (key) => `/film/${key.split('/').map(encodeURIComponent).join('/')}`;

function single({ key, time_seconds: start, duration_seconds: duration, missing, bytes }) {
  // There may be an image in its place, or none.
  const load = missing && !bytes ? async () => blank() : jpeg(address(key));
  return { start, duration, name: address(key), load, gap: Boolean(missing) };
}

/** A canvas gives its bitmap away once it has a context. */
function blank() {
  const canvas = new OffscreenCanvas(16, 9);
  canvas.getContext('2d');
  return canvas.transferToImageBitmap();
}

function sheets({ width, height, sheets: { columns, images } }, interval) {
  return images.flatMap((sheet) => Array.from({ length: sheet.tiles }, (ignored, i) => ({
    start: sheet.time_seconds + i * interval,
    duration: Math.min(interval, sheet.duration_seconds - i * interval),
    name: address(sheet.key),
    load: jpeg(address(sheet.key)),
    x: i % columns * width,
    y: Math.floor(i / columns) * height,
    width,
    height,
    gap: sheet.missing_tiles?.includes(i + 1),
  })));
}
