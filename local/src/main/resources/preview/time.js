/** Seconds as people read them: 1:02:03, and .250 where they are not whole. */
export function clock(seconds) {
  const millis = Math.floor(seconds * 1000 + 0.5);
  const whole = Math.floor(millis / 1000);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const start = hours ? `${hours}:${two(minutes)}` : `${minutes}`;
  const rest = millis % 1000;
  return `${start}:${two(whole % 60)}${rest ? `.${String(rest).padStart(3, '0').replace(/0+$/, '')}` : ''}`;
}

/** The same, of whole seconds: for a clock that runs. */
export const running = (seconds) => clock(Math.floor(seconds));

const two = (number) => String(number).padStart(2, '0');

/** The place of the last of these, sorted by start, that has begun by this time; -1 before the first. */
export function lastBegun(sorted, time) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].start <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** Bytes as people read them. */
export function size(bytes) {
  if (bytes < 1024 * 1024) {
    return `${Math.max(1, Math.round(bytes / 1024))} KiB`;
  }
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
