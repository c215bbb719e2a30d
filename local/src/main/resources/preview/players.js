import { bytes, script } from './load.js';
import { decoded, jpeg } from './picture.js';
import { mdat } from './forms/mjpeg.js';
import { lastBegun } from './time.js';

const HLS_TYPE = 'application/vnd.apple.mpegurl';
const PATIENCE_MS = 8000;

/** What can play the film here: { value, label, disabled, start }. */
export function choices(film, video) {
  const { shaka, hls } = film.players;
  const all = [];
  if (film.kind === 'file') {
    all.push({ label: 'browser', start: () => native(film, video) });
    return numbered(all);
  }
  if (film.kind === 'hls') {
    all.push({ label: 'shaka-player', disabled: !shaka, start: () => ofShaka(film, video, film.url) });
    all.push({ label: 'hls.js', disabled: !hls, start: () => ofHls(film, video) });
  }
  for (const mpd of film.kind === 'dash' ? [film] : film.mpds) {
    const label = `shaka-player, ${mpd.url.split('/').pop()}`;
    all.push({ label, disabled: !shaka, start: () => ofShaka(film, video, mpd.url) });
  }
  if (film.kind === 'hls' && video.canPlayType(HLS_TYPE)) {
    all.push({ label: 'browser', start: () => native(film, video) });
  }
  return numbered(all);
}

const numbered = (all) => all.map((choice, i) => ({ value: String(i), ...choice }));

/**
 * A player that has begun: { stop, thumbnails, failed }. Thumbnails are those that its own seek bar would show: for a size a reader as
 * forms have, or null where it finds none.
 */
async function ofShaka(film, video, url) {
  await script(film.players.shaka);
  const { shaka } = window;
  shaka.polyfill.installAll();
  const player = new shaka.Player();
  const failed = new Promise((resolve) =>
    player.addEventListener('error', ({ detail }) => detail.severity === 2 && resolve(shakaError(detail))));
  await player.attach(video);
  try {
    await player.load(url);
  } catch (e) {
    await player.destroy();
    throw shakaError(e);
  }
  return { failed, stop: () => player.destroy(), thumbnails: (size) => shakaThumbnails(player, size) };
}

function shakaError(e) {
  const name = Object.entries(window.shaka.util.Error.Code).find(([, code]) => code === e.code)?.[0];
  return new Error(name ? `${name} (${e.code}) ${(e.data ?? []).filter((part) => typeof part !== 'object').join(' ')}` : `${e}`);
}

async function shakaThumbnails(player, size) {
  // Its seek bar prefers image playlists to image sequences.
  const tracks = player.getImageTracks().sort((one, other) => (one.codecs === 'mjpg') - (other.codecs === 'mjpg'));
  for (const { id } of tracks) {
    const first = await player.getThumbnails(id, 0);
    if (first && first.width === size.width && first.height === size.height) {
      return {
        at: async (time) => {
          const found = await player.getThumbnails(id, time);
          return found && shakaThumbnail(found);
        },
      };
    }
  }
  return null;
}

function shakaThumbnail({ uris: [uri], startByte, endByte, codecs, startTime, duration, ...place }) {
  const range = startByte || endByte ? { offset: startByte, length: endByte - startByte + 1 } : undefined;
  const sequence = async () => decoded(mdat(await bytes(uri, range), uri));
  return {
    start: startTime,
    duration,
    name: `shaka ${uri} ${startByte}`,
    load: codecs === 'mjpg' ? sequence : jpeg(uri, range),
    x: place.positionX,
    y: place.positionY,
    width: place.width,
    height: place.height,
  };
}

async function ofHls(film, video) {
  await script(film.players.hls);
  const { Hls } = window;
  // Its worker would be a script that no file of this server's is.
  const hls = new Hls({ enableWorker: false });
  const failed = new Promise((resolve) =>
    hls.on(Hls.Events.ERROR, (name, { fatal, details, reason }) => fatal && resolve(new Error(`${details} ${reason ?? ''}`))));
  const parsed = new Promise((resolve) => hls.once(Hls.Events.MANIFEST_PARSED, resolve));
  hls.attachMedia(video);
  hls.loadSource(film.url);
  const error = await Promise.race([parsed.then(() => null), failed]);
  if (error) {
    hls.destroy();
    throw error;
  }
  const screens = new Map();
  return {
    failed,
    stop: () => {
      screens.forEach((screen) => screen.images.destroy());
      hls.destroy();
    },
    thumbnails: async (size) => {
      if (!screens.has(size.box)) {
        const screen = hlsScreen(hls, size);
        if (!screen) {
          return null;
        }
        screens.set(size.box, screen);
      }
      return hlsThumbnails(screens.get(size.box), size, film);
    },
  };
}

/** A player of image sequences that stays with one size; null where there is none of it. */
function hlsScreen(hls, size) {
  const images = hls.createImageIFramePlayer?.();
  const level = images?.levels.findIndex(({ width, height }) => width === size.width && height === size.height) ?? -1;
  if (level < 0) {
    images?.destroy();
    return null;
  }
  const image = new Image();
  images.attachImage(image);
  images.loadLevel = level;
  return { images, image, last: null, turn: Promise.resolve() };
}

function hlsThumbnails(screen, size, film) {
  const marks = film.marks.map((mark) => ({ start: mark.time_seconds, duration: mark.duration_seconds }));
  return {
    at: async (time) => {
      const mark = marks[lastBegun(marks, time)];
      return mark && {
        ...mark,
        name: `hls.js ${size.box} ${mark.start}`,
        load: () => {
          const loading = screen.turn.then(() => hlsPicture(screen, mark));
          screen.turn = loading.catch(() => {});
          return loading;
        },
      };
    },
  };
}

/** One after the other, and never the one that is shown: asked for that again, 1.7.4 shows the next. */
async function hlsPicture(screen, { start, duration }) {
  if (screen.last?.start === start) {
    return screen.last.picture;
  }
  const { images, image } = screen;
  const { Events } = window.Hls;
  let refuse;
  const failed = new Promise((resolve, reject) => {
    refuse = (name, { details }) => reject(new Error(details));
    images.on(Events.ERROR, refuse);
    setTimeout(() => reject(new Error('hls.js brings no picture')), PATIENCE_MS);
  });
  const loaded = new Promise((resolve) => image.addEventListener('load', resolve, { once: true }));
  try {
    images.loadMediaAt(start + duration / 2);
    await Promise.race([loaded, failed]);
    screen.last = { start, picture: await createImageBitmap(image) };
    return screen.last.picture;
  } finally {
    images.off(Events.ERROR, refuse);
  }
}

/** What the browser plays by itself. */
async function native(film, video) {
  video.src = film.url;
  await new Promise((resolve, reject) => {
    video.addEventListener('loadedmetadata', resolve, { once: true });
    setTimeout(() => reject(new Error('it does not load')), PATIENCE_MS);
    video.addEventListener('error', () => reject(new Error(video.error?.message || 'it cannot be decoded')), { once: true });
  });
  return {
    failed: new Promise(() => {}),
    stop: async () => {
      video.removeAttribute('src');
      video.load();
    },
    thumbnails: async () => null,
  };
}
