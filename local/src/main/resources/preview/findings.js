import { byId, element } from './dom.js';
import { json } from './load.js';
import { clock } from './time.js';

/** What a check of the film says, which may take a while. */
export async function showFindings() {
  const place = byId('findings');
  const say = (text, className = 'dim') => place.replaceChildren(element('p', { className, textContent: text }));
  try {
    const { checked, findings } = await json('/findings.json');
    if (!checked) {
      say('This film was not checked.');
    } else if (!findings.length) {
      say('Nothing is wrong with what was published.', 'good');
    } else {
      place.replaceChildren(element('ul', { className: 'findings' }, ...findings.map(item)));
    }
  } catch (e) {
    say(`It cannot be checked: ${e.message}`, 'bad');
  }
}

function item({ severity, object, what, why, remedy }) {
  const name = severity.toLowerCase();
  return element('li', { className: name },
    element('p', {}, element('b', { className: 'severity', textContent: name }), ' ', element('code', { textContent: object })),
    element('p', { textContent: what }),
    element('p', { className: 'dim', textContent: why }),
    element('p', { className: 'dim', textContent: `To do: ${remedy}` }));
}

/** The thumbnails that are missing, with the reasons; a click goes there. */
export function showMissing(marks, seek) {
  const gaps = marks.map((mark, number) => ({ ...mark, number })).filter(({ missing }) => missing);
  if (!gaps.length) {
    return;
  }
  byId('missing').replaceChildren(
    element('h3', { textContent: gaps.length === 1 ? 'One thumbnail is missing' : `${gaps.length} thumbnails are missing` }),
    element('ul', { className: 'missing' }, ...gaps.map(({ start, missing, number }) => {
      const button = element('button', { type: 'button', className: 'link', textContent: clock(start) });
      button.addEventListener('click', () => seek(number));
      return element('li', {}, button, ` ${missing}`);
    })));
}
