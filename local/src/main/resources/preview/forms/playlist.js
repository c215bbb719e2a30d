import { text } from '../load.js';
import { jpeg } from '../picture.js';

/** An image media playlist (EXT-X-TILES): single images, or sheets of them. EXTINF says how much of a sheet is shown. */
export async function read({ url }) {
  const thumbnails = [];
  let start = 0;
  let next = {};
  for (const line of (await text(url)).split(/\r?\n/)) {
    if (line.startsWith('#EXTINF:')) {
      next.duration = parseFloat(line.slice(8));
    } else if (line.startsWith('#EXT-X-TILES:')) {
      next.tiles = line;
    } else if (line === '#EXT-X-GAP') {
      next.gap = true;
    } else if (line && !line.startsWith('#')) {
      thumbnails.push(...tiles({ ...next, start, image: new URL(line, new URL(url, location)).href }));
      start += next.duration;
      next = {};
    }
  }
  return thumbnails;
}

function tiles({ start, duration, image, gap, tiles: line = '' }) {
  const [, width, height] = /RESOLUTION=(\d+)x(\d+)/.exec(line) ?? [];
  const [, columns, rows] = /LAYOUT=(\d+)x(\d+)/.exec(line) ?? [0, 1, 1];
  const each = parseFloat(/[:,]DURATION=([\d.]+)/.exec(line)?.[1] ?? duration);
  const count = Math.min(columns * rows, Math.max(1, Math.ceil(duration / each - 1e-6)));
  return Array.from({ length: count }, (ignored, i) => ({
    start: start + i * each,
    duration: Math.min(each, duration - i * each),
    name: image,
    load: jpeg(image),
    x: i % columns * width || 0,
    y: Math.floor(i / columns) * height || 0,
    width: Number(width) || undefined,
    height: Number(height) || undefined,
    gap,
  }));
}
