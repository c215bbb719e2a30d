import { text } from '../load.js';
import { jpeg } from '../picture.js';

const TIMES = /^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)\.(\d{3})/;

/** WebVTT whose cues are URLs of images, with the part to show. */
export async function read({ url }) {
  const thumbnails = [];
  for (const block of (await text(url)).replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIMES.test(line));
    if (at >= 0 && lines[at + 1]) {
      thumbnails.push(cue(lines[at], lines[at + 1], url));
    }
  }
  return thumbnails;
}

function cue(times, target, url) {
  const [, ...parts] = TIMES.exec(times);
  const [start, end] = [seconds(parts.slice(0, 4)), seconds(parts.slice(4))];
  const address = new URL(target, new URL(url, location));
  const [x, y, width, height] = address.hash.startsWith('#xywh=') ? address.hash.slice(6).split(',').map(Number) : [0, 0];
  address.hash = '';
  return { start, duration: end - start, name: address.href, load: jpeg(address.href), x, y, width, height };
}

const seconds = ([hours = 0, minutes, whole, millis]) => hours * 3600 + minutes * 60 + Number(whole) + millis / 1000;
