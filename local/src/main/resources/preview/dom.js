/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element with properties, and text or elements in it. */
export function element(tag, properties = {}, ...content) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}

/** Puts options into a select, each with a value and a label; keeps what was selected, if it is still there. */
export function fill(select, options) {
  const before = select.value;
  select.replaceChildren(...options.map(({ value, label, disabled }) =>
    element('option', { value, textContent: label, disabled: Boolean(disabled) })));
  if (options.some(({ value, disabled }) => value === before && !disabled)) {
    select.value = before;
  }
}
