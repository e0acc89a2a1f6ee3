/**
 * How long each party waits, from the inside out. A caller must wait longer than whoever it calls, or a request
 * that would have been answered is cut and its work is wasted. The API's own deadline is the setting `deadlineMs`.
 */

/** Seconds from SIGTERM to the end of the API, beyond its deadline: a file that keeps its reader busy takes that long. */
export const STOP_AFTER_DEADLINE_S = 3;

/** ECS Express Mode kills a task 30 s after SIGTERM. The article's client gives up after 30 s, too. */
export const LONGEST_DEADLINE_MS = 1000 * (30 - STOP_AFTER_DEADLINE_S);

/** Seconds from SIGTERM to SIGKILL: a request that has just begun still finishes. */
export const STOP_TIMEOUT_S = 35;

/** Seconds for which the load balancer lets a departing task finish its requests. */
export const DEREGISTRATION_DELAY_S = 35;

/** Seconds without a byte after which the load balancer answers 504. Also the default of AWS, written down to be seen. */
export const LOAD_BALANCER_IDLE_S = 60;
