import { byId, element } from './dom.js';
import { draw } from './picture.js';
import { clock } from './time.js';

/** More are added on demand: a day of thumbnails every second is too much for one go. */
const PAGE = 1200;
const WIDEST = 320;

/** All thumbnails with their times. A cell seeks; what is not in view is not drawn. */
export class ContactSheet {

  #list = byId('cells');
  #more = byId('more');
  #seek;
  #marks = [];
  #source = null;
  #size = { width: 16, height: 9 };
  #current = -1;

  #watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        this.#draw(target);
      }
    }
  }, { rootMargin: '400px' });

  /** Is told which mark was chosen. */
  constructor(seek) {
    this.#seek = seek;
    this.#more.addEventListener('click', () => this.#add());
  }

  /** Shows these marks by a reader of this size; by none where it is null. */
  show(marks, source, size) {
    this.#source = source;
    this.#size = size;
    this.#marks = marks;
    this.#watcher.disconnect();
    this.#list.replaceChildren();
    this.#list.style.setProperty('--shape', `${size.width} / ${size.height}`);
    this.#add();
    this.current = this.#current;
  }

  /** The number of the mark that the film is at. */
  set current(number) {
    this.#list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    this.#current = number;
    this.#list.children[number]?.firstElementChild.setAttribute('aria-current', 'true');
  }

  #add() {
    const from = this.#list.children.length;
    const to = Math.min(from + PAGE, this.#marks.length);
    for (let number = from; number < to; number++) {
      this.#list.append(this.#cell(number));
    }
    this.#more.hidden = to >= this.#marks.length;
    this.#more.textContent = `Show ${Math.min(PAGE, this.#marks.length - to)} more of ${this.#marks.length}`;
  }

  #cell(number) {
    const { start, missing } = this.#marks[number];
    const button = element('button', { type: 'button', className: missing ? 'cell gap' : 'cell' },
      element('canvas', { width: 16, height: 9 }),
      element('span', { className: 'time', textContent: clock(start) }),
      missing ? element('span', { className: 'reason', textContent: missing }) : null);
    button.setAttribute('aria-label', `${clock(start)}${missing ? `, no thumbnail: ${missing}` : ''}`);
    button.title = missing ?? '';
    button.dataset.number = number;
    button.addEventListener('click', () => this.#seek(number));
    const item = element('li', {}, button);
    this.#watcher.observe(button);
    return item;
  }

  async #draw(button) {
    const source = this.#source;
    const { start, duration, missing } = this.#marks[button.dataset.number];
    const wanted = () => source === this.#source && button.isConnected;
    this.#watcher.unobserve(button);
    if (missing) {
      return;
    }
    try {
      const thumbnail = await source?.at(start + Math.min(0.5, duration / 2));
      if (thumbnail && wanted()) {
        await draw(button.querySelector('canvas'), thumbnail, WIDEST, wanted);
        button.dataset.drawn = 'true';
      } else if (wanted()) {
        this.#fail(button, 'not in this form');
      }
    } catch (e) {
      this.#fail(button, e.message);
    }
  }

  #fail(button, message) {
    button.classList.add('gap');
    button.append(element('span', { className: 'reason', textContent: message }));
  }
}
