/**
 * Seconds from `now` that a Retry-After header asks to wait (RFC 9110: a number of seconds or a date), 0 where the date
 * has passed; undefined where there is no header or it is neither.
 */
export function secondsToWait(header: string | null, now: Date): number | undefined {
  if (header === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
