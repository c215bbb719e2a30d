import { byId, element } from './dom.js';
import { open } from './forms.js';
import { distance, draw } from './picture.js';
import { clock, size as amount } from './time.js';

const WIDEST = 640;
/** A frame this far from the time is another one, perhaps. */
const CLOSE_SECONDS = 0.2;

/** All forms of one size side by side, beside the film's own frame. */
export class Comparison {

  #cards = byId('compare');
  #video;
  #asked = 0;
  #drawn = [];
  #frame = null;
  #mark = null;

  constructor(video) {
    this.#video = video;
  }

  /** Shows a time. The film's frame follows by {@link frame}, when the film is there. */
  async show(mark, size) {
    const mine = ++this.#asked;
    byId('compare-time').textContent = clock(mark.start);
    this.#cards.style.setProperty('--shape', `${size.width} / ${size.height}`);
    this.#frame = this.#card('Film', 'as it is played here', size);
    this.#drawn = [];
    const cards = size.forms.map((form) => ({
      form,
      card: this.#card(form.label, form.bytes ? `${amount(form.bytes)} in all` : '', size),
    }));
    this.#cards.replaceChildren(this.#frame.item, ...cards.map(({ card }) => card.item));
    this.#frame.item.classList.add('frame');
    this.#mark = mark;
    await Promise.all(cards.map(({ form, card }) => this.#fill(form, card, mark, size, () => mine === this.#asked)));
    if (mine === this.#asked) {
      this.frame();
    }
  }

  #card(title, note, size) {
    const canvas = element('canvas', { width: size.width, height: size.height });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', title);
    const said = element('p', { className: 'said', textContent: note });
    const item = element('figure', { className: 'card' }, canvas, element('figcaption', {}, element('b', { textContent: title }), said));
    return { item, canvas, said, note };
  }

  async #fill(form, card, mark, size, wanted) {
    card.item.dataset.kind = form.kind;
    try {
      const reader = await open(form, size);
      const thumbnail = await reader.at(mark.start + Math.min(0.5, mark.duration / 2));
      if (!thumbnail) {
        card.item.classList.add('gap');
        card.said.textContent = 'nothing at this time';
        return;
      }
      const own = await draw(card.canvas, thumbnail, WIDEST, wanted);
      if (wanted()) {
        const from = Math.abs(thumbnail.start - mark.start) > 0.01 ? `that of ${clock(thumbnail.start)}; ` : '';
        const gap = thumbnail.gap ? 'marked as a gap; ' : '';
        card.note = `${gap}${from}${own.width}x${own.height}${card.note ? `, ${card.note}` : ''}`;
        card.said.textContent = card.note;
        card.item.dataset.drawn = 'true';
        this.#drawn.push(card);
      }
    } catch (e) {
      card.item.classList.add('gap');
      card.said.textContent = e.message;
    }
  }

  /** Draws the frame that the film shows now, and says how far each picture is from it. */
  frame() {
    const { canvas, said, item } = this.#frame ?? {};
    if (!canvas) {
      return;
    }
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || this.#video.seeking) {
      said.textContent = 'no frame of the film so far';
      return;
    }
    canvas.getContext('2d').drawImage(this.#video, 0, 0, canvas.width, canvas.height);
    const off = this.#video.currentTime - this.#mark.start;
    item.dataset.drawn = 'true';
    said.textContent = `at ${clock(this.#video.currentTime)}, by this browser`;
    for (const card of this.#drawn) {
      card.said.textContent = Math.abs(off) < CLOSE_SECONDS
        ? `${card.note}; ${distance(canvas, card.canvas).toFixed(1)} from the film`
        : card.note;
    }
  }
}
