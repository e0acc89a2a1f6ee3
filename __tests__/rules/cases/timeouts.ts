import { CONTAINER, GROUP, LB, TASK } from "../addresses.ts";
import { all, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { variable } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "idle timeout below the API's deadline",
        set(`${LB}.idle_timeout`, 20),
        LB,
        "timeouts/idle-above-deadline",
      ],
      [
        "idle timeout above the API's own",
        set(`${LB}.idle_timeout`, 120),
        LB,
        "timeouts/idle-below-keep-alive",
      ],
      [
        "deregistration before the requests end",
        set(`${GROUP}.deregistration_delay`, "5"),
        GROUP,
        "timeouts/deregistration",
      ],
      ["stop timeout below the deadline", set(`${CONTAINER}.stopTimeout`, 10), TASK, "timeouts/stop"],
      [
        "stop timeout between the deadline and the end of the API",
        set(`${CONTAINER}.stopTimeout`, 27),
        TASK,
        "timeouts/stop",
      ],
      [
        "deadline above the client's",
        set(`${CONTAINER}.environment.1.value`, "60000"),
        TASK,
        "timeouts/deadline",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "each just long enough",
        all(
          set(`${CONTAINER}.environment.1.value`, "27000"),
          set(`${CONTAINER}.stopTimeout`, 30),
          set(`${LB}.idle_timeout`, 30),
          set(`${GROUP}.deregistration_delay`, "30"),
        ),
        "timeouts/deadline",
        "timeouts/stop",
        "timeouts/idle-above-deadline",
        "timeouts/deregistration",
      ],
      [
        "connections kept longer by both",
        all(set(`${LB}.idle_timeout`, 100), variable("KEEP_ALIVE_MS", "110000")),
        "timeouts/idle-below-keep-alive",
      ],
    ]),
  ],
};
