import { CONTAINER, EXPRESS, TASK } from "../addresses.ts";
import { add, all, copy, nothing, remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { variable } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "container key in Terraform's style",
        rename(`${CONTAINER}.portMappings`, "port_mappings"),
        TASK,
        "environment/port",
      ],
      ["container key mistyped", rename(`${CONTAINER}.environment`, "enviroment"), TASK, "environment/host"],
      [
        "variable that the app does not know",
        set(`${CONTAINER}.environment.6.name`, "SAGEMAKER_ENDPOINT"),
        TASK,
        "environment/known",
      ],
      [
        "variable twice",
        add(`${CONTAINER}.environment`, { name: "PORT", value: "8000" }),
        TASK,
        "environment/each-name-once",
      ],
      ["variable with a number", set(`${CONTAINER}.environment.5.value`, 8000), TASK, "environment/port"],
      [
        "variable with the wrong key",
        rename(`${CONTAINER}.environment.5.value`, "val"),
        TASK,
        "environment/port",
      ],
      [
        "port that the container does not open",
        set(`${CONTAINER}.environment.5.value`, "8080"),
        TASK,
        "environment/port",
      ],
      ["loopback address", set(`${CONTAINER}.environment.3.value`, "127.0.0.1"), TASK, "environment/host"],
      ["engine mistyped", set(`${CONTAINER}.environment.2.value`, "sage-maker"), TASK, "environment/values"],
      ["engine left to its default", remove(`${CONTAINER}.environment.2`), TASK, "environment/needed"],
      ["deadline in seconds", set(`${CONTAINER}.environment.1.value`, "25"), TASK, "environment/values"],
      [
        "upload limit above SageMaker's",
        set(`${CONTAINER}.environment.4.value`, "25000000"),
        TASK,
        "environment/values",
      ],
      [
        "endpoint name that is none",
        set(`${CONTAINER}.environment.6.value`, "my_endpoint"),
        TASK,
        "environment/values",
      ],
      ["country by its name", variable("COUNTRY", "Singapore"), TASK, "environment/values"],
      [
        "Region of another place",
        set(`${CONTAINER}.environment.0.value`, "us-east-1"),
        TASK,
        "environment/region",
      ],
      [
        "reader in a task that is too small for it",
        all(
          set(`${CONTAINER}.environment.2.value`, "local"),
          set(`${TASK}.cpu`, "512"),
          set(`${TASK}.memory`, "1024"),
        ),
        TASK,
        "environment/reader-memory",
      ],
      [
        "reader with more memory than the task has",
        all(
          set(`${CONTAINER}.environment.2.value`, "local"),
          set(`${TASK}.memory`, "2048"),
          variable("READER_MEMORY_BYTES", "1900000000"),
        ),
        TASK,
        "environment/reader-memory",
      ],
      [
        "secret in plain text",
        add(`${CONTAINER}.environment`, { name: "OPENAI_API_KEY", value: "sk-123" }),
        TASK,
        "environment/no-secret",
      ],
      ["keys in plain text", variable("API_KEYS", '["0123456789abcdef"]'), TASK, "environment/no-secret"],
      [
        "engine of another kind",
        set(`${CONTAINER}.environment.2.value`, "openai"),
        TASK,
        "environment/extractor",
      ],
    ]),
    ...of("express", [
      [
        "port that the app does not use",
        set(`${EXPRESS}.primary_container.0.container_port`, 80),
        EXPRESS,
        "environment/port",
      ],
      [
        "variables out of order",
        (json) => {
          copy(
            `${EXPRESS}.primary_container.0.environment.0`,
            `${EXPRESS}.primary_container.0.environment.7`,
          )(json);
          remove(`${EXPRESS}.primary_container.0.environment.0`)(json);
        },
        EXPRESS,
        "environment/sorted",
      ],
      [
        "variable that the app does not know",
        set(`${EXPRESS}.primary_container.0.environment.1.name`, "DEADLINE"),
        EXPRESS,
        "environment/known",
      ],
      [
        "variable twice",
        set(`${EXPRESS}.primary_container.0.environment.1`, { name: "AWS_REGION", value: "us-west-2" }),
        EXPRESS,
        "environment/each-name-once",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      ["as synthesized", nothing, "environment/reader-memory"],
      [
        "one more variable",
        variable("METRICS_NAMESPACE", "Receipts"),
        "environment/known",
        "environment/each-name-once",
        "environment/sorted",
        "environment/values",
      ],
      [
        "hints",
        all(variable("COUNTRY", "SG"), variable("CURRENCY", "SGD"), variable("DATE_ORDER", "DMY")),
        "environment/known",
        "environment/sorted",
        "environment/values",
      ],
      [
        "another Region everywhere",
        all(set("provider.aws.0.region", "eu-west-1"), set(`${CONTAINER}.environment.0.value`, "eu-west-1")),
        "environment/region",
      ],
      [
        "another port everywhere",
        all(
          set(`${CONTAINER}.portMappings`, [{ containerPort: 9000 }]),
          set(`${CONTAINER}.environment.5.value`, "9000"),
          set("aws_ecs_service.fastapi.load_balancer.0.container_port", 9000),
          ...["from_port", "to_port"].flatMap((end) => [
            set(`aws_security_group.ecs_sg.ingress.0.${end}`, 9000),
            set(`aws_security_group.alb_sg.egress.0.${end}`, 9000),
          ]),
        ),
        "environment/port",
      ],
      [
        "as synthesized",
        nothing,
        "environment/needed",
        "environment/host",
        "environment/extractor",
        "environment/no-secret",
      ],
    ]),
  ],
};
