import { json } from '../load.js';
import { jpeg } from '../picture.js';

/** A storyboard: Mux's form, which has one image, or an array of places with a URL each. */
export async function read({ url }) {
  const board = await json(url);
  if (Array.isArray(board)) {
    return board.map(({ url: target, startTime, endTime, width, height, coords }) =>
      thumbnail(url, target, startTime, endTime, coords?.x ?? 0, coords?.y ?? 0, width, height));
  }
  const { tiles, duration, tile_width: width, tile_height: height } = board;
  return tiles.map(({ start, x, y }, i) =>
    thumbnail(url, board.url, start, tiles[i + 1]?.start ?? duration, x, y, width, height));
}

function thumbnail(url, target, start, end, x, y, width, height) {
  const image = new URL(target, new URL(url, location)).href;
  return { start, duration: end - start, name: image, load: jpeg(image), x, y, width, height };
}
