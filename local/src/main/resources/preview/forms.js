import { lastBegun } from './time.js';
import { read as bif } from './forms/bif.js';
import { read as dash } from './forms/dash.js';
import { read as index } from './forms/index.js';
import { read as mjpeg } from './forms/mjpeg.js';
import { read as playlist } from './forms/playlist.js';
import { read as storyboard } from './forms/storyboard.js';
import { read as vtt } from './forms/vtt.js';

/** Each reads all thumbnails of a form, as a player would: from what is published, and from nothing else. */
const READERS = { bif, dash, index, mjpeg, playlist, storyboard, vtt };

const opened = new Map();

/** The thumbnails of a size in a form: { all, at }. They are read once. */
export function open(form, size) {
  const name = `${form.kind} ${form.url} ${size.box}`;
  if (!opened.has(name)) {
    const reading = READERS[form.kind](form, size).then(reader);
    reading.catch(() => opened.delete(name));
    opened.set(name, reading);
  }
  return opened.get(name);
}

function reader(all) {
  if (!all.length) {
    throw new Error('it names no thumbnails');
  }
  return {
    all,
    /** The one that is shown at a time; null where there is none. */
    at: async (time) => {
      const found = all[lastBegun(all, time)];
      return found && time < found.start + found.duration ? found : null;
    },
  };
}
