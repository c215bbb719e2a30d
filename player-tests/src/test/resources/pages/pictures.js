'use strict';

/** What a person sees of a part of a picture: its size, and a JPEG of it as a data URL, no wider than is needed to read its number. */
function cut(image, x, y, width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(width, 320);
  canvas.height = Math.round(height * canvas.width / width);
  canvas.getContext('2d').drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return { width, height, url: canvas.toDataURL('image/jpeg', 0.9) };
}

/** Settles as the promise does, or fails after ten seconds. */
function soon(what, promise) {
  return Promise.race([
    promise,
    new Promise((resolve, reject) => setTimeout(() => reject(new Error(`${what}: nothing after 10 s`)), 10000)),
  ]);
}

/** Waits until a question has an answer, and returns it. */
async function until(what, question) {
  for (const end = Date.now() + 10000; Date.now() < end;) {
    const answer = question();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${what}: not there after 10 s`);
}

/** Where an element is drawn, in pixels of the page. */
function box(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}
