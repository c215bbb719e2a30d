/** The answer's body, or an error that says what was asked for. */
async function ask(url, headers = {}) {
  const response = await fetch(url, { headers });
  if (!response.ok) {
    throw new Error(`${decodeURIComponent(new URL(response.url).pathname)}: ${response.status} ${(await response.text()).trim()}`);
  }
  return response;
}

export const text = async (url) => (await ask(url)).text();
export const json = async (url) => (await ask(url)).json();

/** Bytes of a file, all of them or a part. */
export async function bytes(url, range) {
  const asked = range ? { Range: `bytes=${range.offset}-${range.offset + range.length - 1}` } : {};
  return (await ask(url, asked)).arrayBuffer();
}

/** Runs a script of another's, once. */
const scripts = new Map();
export function script(url) {
  if (!scripts.has(url)) {
    scripts.set(url, new Promise((resolve, reject) => {
      const made = document.createElement('script');
      made.src = url;
      made.addEventListener('load', resolve);
      made.addEventListener('error', () => reject(new Error(`${url} does not load`)));
      document.head.append(made);
    }));
  }
  return scripts.get(url);
}
