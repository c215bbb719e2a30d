import { Comparison } from './compare.js';
import { ContactSheet } from './contact-sheet.js';
import { byId, element, fill } from './dom.js';
import { showFindings, showMissing } from './findings.js';
import { open } from './forms.js';
import { json } from './load.js';
import { choices } from './players.js';
import { SeekBar } from './seekbar.js';
import { clock, lastBegun, running } from './time.js';

/** Above the seek bar, what the player itself finds. */
const OWN = 'own';
const TO_THE_FRAME = 0.01;

const video = byId('video');
const seekBar = new SeekBar(seek);
const sheet = new ContactSheet(choose);
const comparison = new Comparison(video);

let film;
let marks = [];
let playing = null;
let size = null;
let current = 0;
let asked = 0;
let turn = Promise.resolve();

async function begin() {
  film = await json('/film.json');
  document.title = `${film.name} · Trick play preview`;
  byId('name').textContent = film.name;
  byId('address').textContent = film.address;
  byId('main').hidden = false;
  byId('unpublished').hidden = film.sizes.length > 0;
  marks = film.marks.map((mark) => ({ start: mark.time_seconds, duration: mark.duration_seconds, missing: mark.missing }));
  facts();
  showFindings();
  showMissing(marks, choose);
  controls();
  fill(byId('size'), film.sizes.map(({ box }, i) => ({ value: String(i), label: box })));
  await sized();
  await play();
}

function facts() {
  const missing = marks.filter((mark) => mark.missing).length;
  const all = [
    ['Length', film.duration_seconds && clock(film.duration_seconds)],
    ['Thumbnails', marks.length && `${marks.length}, every ${film.interval_seconds} s`],
    ['Missing', missing],
    ['Sizes', film.sizes.map(({ width, height }) => `${width}x${height}`).join(', ')],
    ['Taken from', film.source?.split('/').pop()],
    ...film.refused_sources.map(({ url, reason }) => ['Not from', `${url.split('/').pop()}: ${reason}`]),
  ];
  byId('facts').replaceChildren(...all.filter(([, value]) => value).map(([name, value]) =>
    element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value }))));
}

function controls() {
  byId('play').addEventListener('click', () => video.paused ? video.play().catch(problem) : video.pause());
  byId('mute').addEventListener('click', () => { video.muted = !video.muted; });
  byId('player').addEventListener('change', play);
  byId('size').addEventListener('change', sized);
  byId('form').addEventListener('change', bar);
  byId('sheet-form').addEventListener('change', contacts);
  byId('before').addEventListener('click', () => choose(current - 1));
  byId('after').addEventListener('click', () => choose(current + 1));
  video.addEventListener('timeupdate', moved);
  video.addEventListener('seeking', moved);
  video.addEventListener('durationchange', limits);
  // A seek may be over before its frame is there.
  video.addEventListener('seeking', () => video.requestVideoFrameCallback?.(() => compare()));
  for (const event of ['play', 'pause']) {
    video.addEventListener(event, () => { byId('play').textContent = video.paused ? 'Play' : 'Pause'; });
  }
  for (const event of ['seeked', 'pause', 'loadeddata']) {
    video.addEventListener(event, compare);
  }
  video.addEventListener('volumechange', () => {
    byId('mute').textContent = video.muted ? 'Muted' : 'Sound on';
    byId('mute').setAttribute('aria-pressed', String(video.muted));
  });
}

/** Another size: everything is shown anew. */
async function sized() {
  size = film.sizes[Number(byId('size').value)] ?? null;
  const forms = (size?.forms ?? []).map(({ label }, i) => ({ value: String(i), label }));
  fill(byId('sheet-form'), forms);
  fill(byId('form'), [{ value: OWN, label: "the player's own" }, ...forms]);
  await contacts();
  await Promise.all([bar(), compare(true)]);
}

const reader = (select) => open(size.forms[Number(select.value)], size);

async function contacts() {
  byId('sheet').hidden = !size;
  if (!size) {
    return;
  }
  const source = await reader(byId('sheet-form')).catch((e) => {
    byId('sheet-count').textContent = e.message;
    return null;
  });
  if (!marks.length && source) {
    // Nobody has recorded what was made: it is as this form says.
    marks = source.all.map(({ start, duration }) => ({ start, duration }));
    limits();
  }
  if (source) {
    byId('sheet-count').textContent = `${source.all.length} thumbnails in this form. A click on one goes there in the film.`;
  }
  sheet.show(marks, source, size);
  limits();
}

/** What the seek bar shows: the player's own thumbnails, else those of a form. */
async function bar() {
  const mine = ++asked;
  const select = byId('form');
  const own = size && playing ? await playing.thumbnails(size).catch(() => null) : null;
  if (mine !== asked) {
    return;
  }
  const option = select.options[0];
  option.disabled = !own;
  option.textContent = own ? "the player's own" : "the player's own (it finds none)";
  if (select.value === OWN && !own && size) {
    select.value = '0';
  } else if (own && !select.dataset.chosen) {
    select.value = OWN;
  }
  const source = !size ? null : select.value === OWN ? own : await reader(select).catch(() => null);
  if (mine === asked) {
    seekBar.source = source;
  }
}

byId('form').addEventListener('change', ({ target }) => { target.dataset.chosen = 'true'; });

/** Starts the player that is selected, after the one before it: two of them would fight for the video. */
function play() {
  turn = turn.then(start).catch(problem);
  return turn;
}

async function start() {
  const all = choices(film, video);
  const wanted = byId('player').value;
  fill(byId('player'), all);
  byId('players-missing').hidden = !all.some(({ disabled }) => disabled);
  const usable = all.filter(({ disabled }) => !disabled);
  const choice = usable.find(({ value }) => value === wanted) ?? usable[0];
  const time = video.currentTime;
  await playing?.stop();
  playing = null;
  if (!choice) {
    without('The film is not played here, since no player is installed.');
    return;
  }
  byId('player').value = choice.value;
  byId('no-film').hidden = true;
  notice(`${choice.label} is starting …`);
  try {
    const started = await choice.start();
    playing = started;
    video.currentTime = time;
    started.failed.then((e) => started === playing && without(`${choice.label} gives up: ${e.message}`));
  } catch (e) {
    without(`${choice.label} cannot play this film here: ${e.message}`);
  }
  await bar();
  notice('');
}

function without(text) {
  byId('no-film').textContent = text;
  byId('no-film').hidden = false;
  comparison.frame();
}

const notice = (text) => { byId('status').textContent = text; };

function problem(e) {
  byId('problem').textContent = e.message;
  byId('problem').hidden = false;
}

function limits() {
  const last = marks.at(-1);
  const recorded = film.duration_seconds ?? (last && Number.isFinite(last.duration) ? last.start + last.duration : 0);
  seekBar.limits(recorded || (Number.isFinite(video.duration) ? video.duration : 0), marks);
  moved();
}

/** To a time, wherever in an interval it is. */
function seek(time) {
  if (playing) {
    video.currentTime = Math.min(time, Math.max(0, (video.duration || time) - TO_THE_FRAME));
  } else {
    seekBar.time = time;
    at(lastBegun(marks, time));
  }
}

/** To a thumbnail: to the very frame that it stands for. */
function choose(number) {
  const mark = marks[Math.min(marks.length - 1, Math.max(0, number))];
  if (mark) {
    video.pause();
    seek(mark.start + TO_THE_FRAME);
    at(marks.indexOf(mark));
  }
}

function moved() {
  if (playing) {
    seekBar.time = video.currentTime;
    byId('clock').textContent = `${running(video.currentTime)} / ${running(seekBar.duration)}`;
    const number = lastBegun(marks, video.currentTime);
    if (number !== current) {
      current = Math.max(0, number);
      sheet.current = current;
    }
  }
}

function at(number) {
  current = Math.max(0, number);
  sheet.current = current;
  compare(true);
}

let compared = -1;

/** Side by side, at the place that the film is at; while it plays there is nothing to compare. */
async function compare(anew = false) {
  if (!size || !marks.length || !video.paused) {
    return;
  }
  byId('before').disabled = current === 0;
  byId('after').disabled = current === marks.length - 1;
  if (anew === true || compared !== current) {
    compared = current;
    await comparison.show(marks[current], size);
  } else {
    comparison.frame();
  }
}

begin().catch(problem);
