import { CONTAINER, OPTIONS, TASK } from "../addresses.ts";
import { all, copy, remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "container definitions that are no JSON",
        set(`${TASK}.container_definitions`, "[{name: fastapi}]"),
        TASK,
        "container/one-essential",
      ],
      [
        "container definitions that are no list",
        set(`${TASK}.container_definitions`, "{}"),
        TASK,
        "container/one-essential",
      ],
      ["no container", set(`${TASK}.container_definitions`, "[]"), TASK, "container/one-essential"],
      ["container CPU as a text", set(`${CONTAINER}.cpu`, "256"), TASK, "container/form"],
      ["essential as a text", set(`${CONTAINER}.essential`, "true"), TASK, "container/form"],
      ["no container is essential", set(`${CONTAINER}.essential`, false), TASK, "container/one-essential"],
      [
        "reservation above the container's memory",
        set(`${CONTAINER}.memoryReservation`, 1024),
        TASK,
        "container/reservation",
      ],
      [
        "reservation above the task's memory",
        all(remove(`${CONTAINER}.memory`), set(`${CONTAINER}.memoryReservation`, 1024)),
        TASK,
        "container/reservation",
      ],
      [
        "container's memory above the task's",
        set(`${CONTAINER}.memory`, 1024),
        TASK,
        "container/within-task",
      ],
      ["container's CPU above the task's", set(`${CONTAINER}.cpu`, 512), TASK, "container/within-task"],
      [
        "container port as a text",
        set(`${CONTAINER}.portMappings.0.containerPort`, "8000"),
        TASK,
        "container/host-port",
      ],
      [
        "container port that the app does not use",
        set(`${CONTAINER}.portMappings.0.containerPort`, 8080),
        TASK,
        "container/host-port",
      ],
      ["host port of its own", set(`${CONTAINER}.portMappings.0.hostPort`, 80), TASK, "container/host-port"],
      ["port protocol", set(`${CONTAINER}.portMappings.0.protocol`, "http"), TASK, "container/form"],
      ["container name with a space", set(`${CONTAINER}.name`, "fast api"), TASK, "container/form"],
      ["privileged", set(`${CONTAINER}.privileged`, true), TASK, "container/form"],
      ["as root", set(`${CONTAINER}.user`, "root"), TASK, "container/form"],
      [
        "file system that can be written",
        set(`${CONTAINER}.readonlyRootFilesystem`, false),
        TASK,
        "container/form",
      ],
      [
        "capability added",
        set(`${CONTAINER}.linuxParameters.capabilities`, { add: ["NET_ADMIN"] }),
        TASK,
        "container/form",
      ],
      ["stop timeout above Fargate's", set(`${CONTAINER}.stopTimeout`, 300), TASK, "container/form"],
      [
        "log driver that Fargate has not",
        set(`${CONTAINER}.logConfiguration.logDriver`, "json-file"),
        TASK,
        "container/form",
      ],
      [
        "log driver mistyped",
        set(`${CONTAINER}.logConfiguration.logDriver`, "awslog"),
        TASK,
        "container/form",
      ],
      [
        "log option mistyped",
        rename(`${CONTAINER}.logConfiguration.options.awslogs-group`, "awslogs-groups"),
        TASK,
        "container/log-options-needed",
      ],
      [
        "log option of another driver",
        set(`${CONTAINER}.logConfiguration.options.max-size`, "10m"),
        TASK,
        "container/log-options",
      ],
      [
        "log stream prefix missing",
        remove(`${CONTAINER}.logConfiguration.options.awslogs-stream-prefix`),
        TASK,
        "container/log-options-needed",
      ],
      [
        "log Region of another place",
        set(`${CONTAINER}.logConfiguration.options.awslogs-region`, "us-east-1"),
        TASK,
        "container/log-region",
      ],
      [
        "log group that does not exist",
        set(`${CONTAINER}.logConfiguration.options.awslogs-group`, "/ecs/other"),
        TASK,
        "container/log-group",
      ],
      [
        "log mode that blocks",
        set(`${CONTAINER}.logConfiguration.options.mode`, "blocking"),
        TASK,
        "container/log-options",
      ],
      [
        "log mode mistyped",
        set(`${CONTAINER}.logConfiguration.options.mode`, "nonblocking"),
        TASK,
        "container/log-options",
      ],
      [
        "log buffer that is none",
        set(`${CONTAINER}.logConfiguration.options.max-buffer-size`, "4 MB"),
        TASK,
        "container/log-options",
      ],
      [
        "log group made by the task, without a right",
        set(`${CONTAINER}.logConfiguration.options.awslogs-create-group`, "true"),
        TASK,
        "container/log-options",
      ],
      ["no log", remove(`${CONTAINER}.logConfiguration`), TASK, "container/log-options-needed"],
      [
        "container twice",
        copy(CONTAINER, `${TASK}.container_definitions.1`),
        TASK,
        "container/each-name-once",
      ],
      [
        "port of two containers",
        copy(CONTAINER, `${TASK}.container_definitions.1`, { name: "other" }),
        TASK,
        "container/each-port-once",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      ["a reservation", set(`${CONTAINER}.memoryReservation`, 256), "container/reservation"],
      ["labels", set(`${CONTAINER}.dockerLabels`, { team: "receipts" }), "container/form"],
      [
        "a second container",
        all(
          set(`${CONTAINER}.cpu`, 128),
          set(`${CONTAINER}.memory`, 256),
          copy(CONTAINER, `${TASK}.container_definitions.1`, {
            name: "other",
            essential: false,
            portMappings: [{ containerPort: 9000 }],
          }),
          set(`${TASK}.container_definitions.1.environment.5.value`, "9000"),
        ),
        "container/each-name-once",
        "container/each-port-once",
        "container/one-essential",
        "container/within-task",
      ],
      ["host port left to ECS", remove(`${CONTAINER}.portMappings.0.hostPort`), "container/host-port"],
      [
        "larger buffer and a form of dates",
        all(set(`${OPTIONS}.max-buffer-size`, "25m"), set(`${OPTIONS}.awslogs-datetime-format`, "%Y")),
        "container/log-options",
        "container/log-options-needed",
      ],
      [
        "log group of another name",
        set("aws_cloudwatch_log_group.fastapi.name", "/ecs/other"),
        "container/log-group",
      ],
      [
        "another Region everywhere",
        all(set("provider.aws.0.region", "eu-west-1"), set(`${CONTAINER}.environment.0.value`, "eu-west-1")),
        "container/log-region",
      ],
    ]),
  ],
};
