import { byId, element } from './dom.js';
import { draw } from './picture.js';
import { clock, lastBegun } from './time.js';

/** Widest that a thumbnail is drawn above the bar, pixels. */
const WIDEST = 320;

/** A seek bar as viewers have it: with the thumbnail of the place that the pointer, or the keyboard, is at. */
export class SeekBar {

  #bar = byId('seek');
  #hover = byId('hover');
  #canvas = this.#hover.querySelector('canvas');
  #seek;
  #source = null;
  #time = 0;
  #shown = 0;
  #asked = 0;
  #leaving = 0;

  /** What begins each thumbnail, seconds; and the film's end. */
  marks = [];
  duration = 0;

  /** Is told where to go. */
  constructor(seek) {
    this.#seek = seek;
    this.#bar.addEventListener('pointermove', (event) => this.#show(this.#timeAt(event), event.buttons === 1));
    this.#bar.addEventListener('pointerdown', (event) => {
      this.#bar.setPointerCapture(event.pointerId);
      this.#show(this.#timeAt(event), true);
    });
    this.#bar.addEventListener('pointerleave', () => this.#hide());
    this.#bar.addEventListener('blur', () => this.#hide());
    // Its place is that of another width.
    window.addEventListener('resize', () => { this.#hover.hidden = true; });
    this.#bar.addEventListener('keydown', (event) => this.#key(event));
  }

  /** The reader whose thumbnails are shown; null for none. */
  set source(reader) {
    this.#source = reader;
    this.#asked++;
    this.#canvas.width = 0;
    this.#hover.removeAttribute('data-start');
    if (!this.#hover.hidden) {
      this.#show(this.#shown, false);
    }
  }

  /** Where the film is. */
  set time(seconds) {
    this.#time = seconds;
    const part = this.duration ? Math.min(1, seconds / this.duration) * 100 : 0;
    this.#bar.style.setProperty('--at', `${part}%`);
    this.#bar.setAttribute('aria-valuenow', seconds.toFixed(1));
    this.#bar.setAttribute('aria-valuetext', this.#spoken(seconds));
  }

  /** Sets the ends, and shows where thumbnails are missing. */
  limits(duration, marks) {
    this.duration = duration;
    this.marks = marks;
    this.#bar.setAttribute('aria-valuemax', duration.toFixed(1));
    this.#bar.querySelector('.gaps').replaceChildren(...marks.filter(({ missing }) => missing).map((gap) => {
      const made = element('i');
      made.style.left = `${gap.start / duration * 100}%`;
      made.style.width = `${gap.duration / duration * 100}%`;
      return made;
    }));
    this.time = this.#time;
  }

  #spoken(seconds) {
    const number = lastBegun(this.marks, seconds);
    const thumbnail = number < 0 ? '' : `, thumbnail ${number + 1} of ${this.marks.length}${this.marks[number].missing ? ', missing' : ''}`;
    return `${clock(Math.round(seconds))} of ${clock(Math.round(this.duration))}${thumbnail}`;
  }

  #timeAt({ clientX }) {
    const { left, width } = this.#bar.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / width)) * this.duration;
  }

  #key(event) {
    const here = lastBegun(this.marks, this.#time + 0.01);
    const mark = (number) => this.marks[Math.min(this.marks.length - 1, Math.max(0, number))]?.start ?? 0;
    const step = event.shiftKey || !this.marks.length ? (by) => this.#time + by : (by) => mark(here + by);
    const page = Math.max(1, Math.round(this.marks.length / 10));
    const targets = {
      ArrowLeft: () => step(-1), ArrowDown: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => step(1),
      PageDown: () => mark(here - page), PageUp: () => mark(here + page), Home: () => 0, End: () => mark(this.marks.length - 1),
    };
    const target = targets[event.key];
    if (target && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const time = Math.min(this.duration, Math.max(0, target()));
      this.time = time;
      this.#show(time, true);
    }
  }

  async #show(time, seek) {
    if (!this.duration) {
      return;
    }
    if (seek) {
      this.#seek(time);
    }
    clearTimeout(this.#leaving);
    this.#shown = time;
    const mine = ++this.#asked;
    this.#hover.hidden = false;
    this.#hover.querySelector('span').textContent = clock(Math.floor(time));
    this.#place(time);
    try {
      const thumbnail = await this.#source?.at(time);
      if (mine !== this.#asked) {
        return;
      }
      this.#hover.classList.toggle('empty', !thumbnail);
      if (thumbnail) {
        await draw(this.#canvas, thumbnail, WIDEST, () => mine === this.#asked);
      }
      if (mine === this.#asked) {
        this.#hover.dataset.start = thumbnail ? thumbnail.start : '';
        this.#place(time);
      }
    } catch (e) {
      if (mine === this.#asked) {
        this.#hover.classList.add('empty');
        this.#hover.querySelector('span').textContent = `${clock(Math.floor(time))}: ${e.message}`;
      }
    }
  }

  /** Above the place that it is about, but not beyond the bar's ends. */
  #place(time) {
    const width = this.#bar.clientWidth;
    const half = this.#hover.offsetWidth / 2;
    const at = width * time / this.duration;
    this.#hover.style.left = `${Math.max(half, Math.min(width - half, at))}px`;
  }

  #hide() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      this.#asked++;
      this.#hover.hidden = true;
    }, 120);
  }
}
