import { bytes } from './load.js';

/**
 * A thumbnail is { start, duration, name, load, x, y, width, height, gap }: when it is shown, seconds; what its image is called and a
 * function that brings it; which part of the image it is, all of it where no width is given; whether it stands for a missing one.
 */

/** Images that were shown lately, by their names. */
const lately = new Map();
const MOST = 40;

function image({ name, load }) {
  let loading = lately.get(name);
  if (!loading) {
    loading = load();
    loading.catch(() => lately.delete(name));
  }
  lately.delete(name);
  lately.set(name, loading);
  if (lately.size > MOST) {
    lately.delete(lately.keys().next().value);
  }
  return loading;
}

/** Brings a JPEG by its address. */
export const jpeg = (url, range) => async () => decoded(await bytes(url, range));

/** A JPEG's picture. */
export const decoded = (data) => createImageBitmap(new Blob([data], { type: 'image/jpeg' }));

/** Draws a thumbnail, no wider than this; returns its own size. Nothing is drawn where it is not wanted any more by then. */
export async function draw(canvas, thumbnail, widest, wanted = () => true) {
  const whole = await image(thumbnail);
  const width = thumbnail.width ?? whole.width;
  const height = thumbnail.height ?? whole.height;
  if (wanted()) {
    canvas.width = Math.min(width, widest);
    canvas.height = Math.max(1, Math.round(height * canvas.width / width));
    canvas.getContext('2d')
      .drawImage(whole, thumbnail.x ?? 0, thumbnail.y ?? 0, width, height, 0, 0, canvas.width, canvas.height);
  }
  return { width, height };
}

/** How far two pictures are apart, on average, of 255. */
export function distance(one, other) {
  const [first, second] = [one, other].map(small);
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    sum += i % 4 === 3 ? 0 : Math.abs(first[i] - second[i]);
  }
  return sum / (first.length * 3 / 4);
}

/** Small enough for sharpness not to count. */
function small(canvas) {
  const copy = new OffscreenCanvas(64, 36);
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, 64, 36);
  return context.getImageData(0, 0, 64, 36).data;
}
