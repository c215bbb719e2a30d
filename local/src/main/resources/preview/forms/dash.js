import { text } from '../load.js';
import { jpeg } from '../picture.js';

const THUMBNAIL_TILE = /^http:\/\/dashif\.org\/(guidelines\/)?thumbnail_tile$/;

/** The image AdaptationSets of an MPD (DASH-IF IOP 4.3, 6.2.6), one a Period. */
export async function read({ url }, size) {
  const mpd = new DOMParser().parseFromString(await text(url), 'text/xml').documentElement;
  const total = seconds(mpd.getAttribute('mediaPresentationDuration')) ?? Infinity;
  const thumbnails = [];
  let end = 0;
  const periods = children(mpd, 'Period');
  periods.forEach((period, i) => {
    const start = seconds(period.getAttribute('start')) ?? end;
    const nextStart = periods[i + 1] && seconds(periods[i + 1].getAttribute('start'));
    end = nextStart ?? start + (seconds(period.getAttribute('duration')) ?? total - start);
    const base = based(period, based(mpd, new URL(url, location)));
    thumbnails.push(...ofPeriod(period, base, start, end, size));
  });
  return thumbnails;
}

function ofPeriod(period, base, start, end, size) {
  for (const set of children(period, 'AdaptationSet')) {
    for (const representation of children(set, 'Representation')) {
      const tiling = [...children(representation, 'EssentialProperty'), ...children(set, 'EssentialProperty')]
        .find((property) => THUMBNAIL_TILE.test(property.getAttribute('schemeIdUri')));
      if (tiling) {
        const [columns, rows] = tiling.getAttribute('value').split('x').map(Number);
        const width = representation.getAttribute('width') / columns;
        const height = representation.getAttribute('height') / rows;
        if (Math.abs(width - size.width) < 1 && Math.abs(height - size.height) < 1) {
          const grid = { columns, rows, width, height };
          return sheets(representation, set, based(representation, based(set, base)), start, end, grid);
        }
      }
    }
  }
  return [];
}

function sheets(representation, set, base, start, end, { columns, rows, width, height }) {
  const template = children(representation, 'SegmentTemplate')[0] ?? children(set, 'SegmentTemplate')[0];
  const timescale = Number(template.getAttribute('timescale') ?? 1);
  const entry = template.getElementsByTagNameNS('*', 'S')[0];
  const sheet = Number(entry ? entry.getAttribute('d') : template.getAttribute('duration')) / timescale;
  const tile = sheet / (columns * rows);
  const count = entry ? Number(entry.getAttribute('r') ?? 0) + 1 : Math.ceil((end - start) / sheet - 1e-6);
  // A timeline may begin before its Period does.
  const early = entry
    ? (template.getAttribute('presentationTimeOffset') - (entry.getAttribute('t') ?? 0)) / timescale
    : 0;
  const thumbnails = [];
  for (let i = 0; i < count * columns * rows; i++) {
    const from = start - early + i * tile;
    if (from >= end - 1e-6) {
      break;
    }
    const within = i % (columns * rows);
    const number = Number(template.getAttribute('startNumber') ?? 1) + Math.floor(i / (columns * rows));
    const image = new URL(media(template.getAttribute('media'), number, representation), base).href;
    const x = within % columns * width;
    const y = Math.floor(within / columns) * height;
    const shownFrom = Math.max(start, from);
    const duration = Math.min(end, from + tile) - shownFrom;
    if (duration > 1e-6) {
      thumbnails.push({ start: shownFrom, duration, name: image, load: jpeg(image), x, y, width, height });
    }
  }
  return thumbnails;
}

function media(template, number, representation) {
  return template.replace(/\$(\w*)(?:%0(\d+)d)?\$/g, (whole, name, digits) => ({
    '': '$',
    Number: String(number).padStart(digits ?? 1, '0'),
    RepresentationID: representation.getAttribute('id'),
    Bandwidth: representation.getAttribute('bandwidth'),
  })[name] ?? whole);
}

const children = (parent, name) => [...parent.children].filter((child) => child.localName === name);

const based = (parent, base) => {
  const own = children(parent, 'BaseURL')[0]?.textContent.trim();
  return own ? new URL(own, base) : base;
};

/** Of an xs:duration without months. */
function seconds(duration) {
  const [, days = 0, hours = 0, minutes = 0, rest = 0] =
    /^PT?(?:(\d+)DT?)?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration ?? 'none') ?? [null];
  return /^P/.test(duration ?? '') ? days * 86400 + hours * 3600 + minutes * 60 + Number(rest) : undefined;
}
