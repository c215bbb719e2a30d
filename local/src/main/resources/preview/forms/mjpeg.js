import { bytes, text } from '../load.js';
import { decoded } from '../picture.js';

const MDAT = 0x6d646174;

/** An I-frame playlist of an image sequence: each entry is a range of an fMP4 file, a moof with its mdat, which is the JPEG. */
export async function read({ url }) {
  const thumbnails = [];
  let start = 0;
  let duration = 0;
  let range = null;
  for (const line of (await text(url)).split(/\r?\n/)) {
    if (line.startsWith('#EXTINF:')) {
      duration = parseFloat(line.slice(8));
    } else if (line.startsWith('#EXT-X-BYTERANGE:')) {
      const [length, offset] = line.slice(17).split('@').map(Number);
      range = { length, offset: offset ?? (range ? range.offset + range.length : 0) };
    } else if (line && !line.startsWith('#')) {
      const file = new URL(line, new URL(url, location)).href;
      thumbnails.push({ start, duration, name: `${file} ${range?.offset}`, load: picture(file, range) });
      start += duration;
    }
  }
  return thumbnails;
}

const picture = (file, range) => async () => decoded(mdat(await bytes(file, range), file));

/** What the box of this name holds; also what shaka-player's seek bar needs it for. */
export function mdat(data, what) {
  const view = new DataView(data);
  for (let at = 0; at + 8 <= data.byteLength && view.getUint32(at) >= 8; at += view.getUint32(at)) {
    if (view.getUint32(at + 4) === MDAT) {
      return data.slice(at + 8, at + view.getUint32(at));
    }
  }
  throw new Error(`${what}: no mdat box in the range`);
}
