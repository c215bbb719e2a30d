import { bytes } from '../load.js';
import { decoded } from '../picture.js';

/** "\x89BIF\r\n\x1a\n" */
const MAGIC = [0x89, 0x42, 0x49, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER = 64;
const END = 0xffffffff;

/** Roku's BIF: a header, a table of timestamps and offsets, and JPEGs. The whole file is read first, as Roku's players do. */
export async function read({ url }) {
  const file = await bytes(url);
  const view = new DataView(file);
  if (file.byteLength < HEADER || MAGIC.some((byte, i) => view.getUint8(i) !== byte)) {
    throw new Error(`${url}: no BIF file`);
  }
  const count = view.getUint32(12, true);
  const seconds = (view.getUint32(16, true) || 1000) / 1000;
  const entry = (i) => ({
    time: view.getUint32(HEADER + 8 * i, true),
    offset: view.getUint32(HEADER + 8 * i + 4, true),
  });
  return Array.from({ length: count }, (ignored, i) => {
    const [here, next] = [entry(i), entry(i + 1)];
    const start = here.time * seconds;
    return {
      start,
      // The last is shown to the end of the film, which the file does not know.
      duration: next.time === END ? Infinity : next.time * seconds - start,
      name: `${url} ${i}`,
      load: async () => decoded(file.slice(here.offset, next.offset)),
    };
  });
}
