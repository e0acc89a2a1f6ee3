/**
 * Seconds from `now` that a Retry-After header asks to wait: RFC 9110 allows a number of seconds or a date. 0 if the date
 * has passed; undefined without a header, or if it is neither.
 */
export function secondsToWait(header: string | null, now: Date): number | undefined {
  if (header === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
