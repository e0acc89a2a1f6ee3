import { EXPRESS } from "../addresses.ts";
import { all, copy, remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("express", [
      [
        "key of network_configuration left out",
        remove(`${EXPRESS}.network_configuration.0.security_groups`),
        EXPRESS,
        "express/network-configuration-security-groups",
      ],
      [
        "key of scaling_target left out",
        remove(`${EXPRESS}.scaling_target.0.auto_scaling_metric`),
        EXPRESS,
        "express/scaling-target-auto-scaling-metric",
      ],
      [
        "key of scaling_target null",
        set(`${EXPRESS}.scaling_target.0.auto_scaling_target_value`, null),
        EXPRESS,
        "express/scaling-target-auto-scaling-target-value",
      ],
      [
        "key of aws_logs_configuration left out",
        remove(`${EXPRESS}.primary_container.0.aws_logs_configuration.0.log_stream_prefix`),
        EXPRESS,
        "express/primary-container-aws-logs-configuration-log-stream-prefix",
      ],
      [
        "metric as the provider's page has it",
        set(`${EXPRESS}.scaling_target.0.auto_scaling_metric`, "CPU"),
        EXPRESS,
        "express/scaling-target-auto-scaling-metric",
      ],
      [
        "metric of Application Auto Scaling",
        set(`${EXPRESS}.scaling_target.0.auto_scaling_metric`, "ECSServiceAverageCPUUtilization"),
        EXPRESS,
        "express/scaling-target-auto-scaling-metric",
      ],
      [
        "target above 100 %",
        set(`${EXPRESS}.scaling_target.0.auto_scaling_target_value`, 700),
        EXPRESS,
        "express/target-of-metric",
      ],
      [
        "least above most",
        set(`${EXPRESS}.scaling_target.0.min_task_count`, 4),
        EXPRESS,
        "express/least-below-most",
      ],
      [
        "no tasks",
        set(`${EXPRESS}.scaling_target.0.max_task_count`, 0),
        EXPRESS,
        "express/scaling-target-max-task-count",
      ],
      ["CPU left to its default", remove(`${EXPRESS}.cpu`), EXPRESS, "express/cpu"],
      ["memory left to its default", remove(`${EXPRESS}.memory`), EXPRESS, "express/memory"],
      ["CPU in vCPU", set(`${EXPRESS}.cpu`, "0.25 vCPU"), EXPRESS, "express/cpu"],
      [
        "health path left to its default",
        remove(`${EXPRESS}.health_check_path`),
        EXPRESS,
        "express/health-check-path",
      ],
      [
        "health path of another app",
        set(`${EXPRESS}.health_check_path`, "/ping"),
        EXPRESS,
        "express/health-check-path",
      ],
      [
        "port left to its default",
        remove(`${EXPRESS}.primary_container.0.container_port`),
        EXPRESS,
        "express/primary-container-container-port",
      ],
      [
        "block as the API calls it",
        rename(`${EXPRESS}.primary_container`, "primaryContainer"),
        EXPRESS,
        "express/primary-container",
      ],
      [
        "two containers",
        copy(`${EXPRESS}.primary_container.0`, `${EXPRESS}.primary_container.1`, { container_port: 8001 }),
        EXPRESS,
        "express/one-of-each",
      ],
      [
        "private subnets",
        set(`${EXPRESS}.network_configuration.0.subnets`, "${aws_subnet.private[*].id}"),
        EXPRESS,
        "express/public-subnets",
      ],
      [
        "subnets of both kinds",
        set(`${EXPRESS}.network_configuration.0.subnets`, [
          "${aws_subnet.public[0].id}",
          "${aws_subnet.private[1].id}",
        ]),
        EXPRESS,
        "express/public-subnets",
      ],
      [
        "one subnet",
        set(`${EXPRESS}.network_configuration.0.subnets`, ["${aws_subnet.public[0].id}"]),
        EXPRESS,
        "express/two-zones",
      ],
      [
        "group's name instead of its id",
        set(`${EXPRESS}.network_configuration.0.security_groups`, ["${aws_security_group.alb_sg.name}"]),
        EXPRESS,
        "express/network-configuration-security-groups",
      ],
      [
        "cluster's id instead of its name",
        set(`${EXPRESS}.cluster`, "${aws_ecs_cluster.fastapiecs.id}"),
        EXPRESS,
        "express/cluster",
      ],
      ["delete timeout left to its default", remove(`${EXPRESS}.timeouts`), EXPRESS, "express/timeouts"],
      [
        "service name with a space",
        set(`${EXPRESS}.service_name`, "receipt api"),
        EXPRESS,
        "express/service-name",
      ],
      [
        "log group of another name",
        set(`${EXPRESS}.primary_container.0.aws_logs_configuration.0.log_group`, "/ecs/other"),
        EXPRESS,
        "express/primary-container-aws-logs-configuration-log-group",
      ],
      ["region of another place", set(`${EXPRESS}.region`, "us-east-1"), EXPRESS, "express/region"],
    ]),
  ],
  valid: [
    ...right("express", [
      [
        "many requests per target",
        all(
          set(`${EXPRESS}.scaling_target.0.auto_scaling_metric`, "REQUEST_COUNT_PER_TARGET"),
          set(`${EXPRESS}.scaling_target.0.auto_scaling_target_value`, 700),
        ),
        "express/target-of-metric",
      ],
      [
        "always two tasks",
        all(
          set(`${EXPRESS}.scaling_target.0.min_task_count`, 2),
          set(`${EXPRESS}.scaling_target.0.max_task_count`, 2),
        ),
        "express/one-of-each",
        "express/least-below-most",
      ],
      [
        "subnets one by one",
        set(`${EXPRESS}.network_configuration.0.subnets`, [
          "${aws_subnet.public[0].id}",
          "${aws_subnet.public[1].id}",
        ]),
        "express/public-subnets",
        "express/two-zones",
      ],
    ]),
  ],
};
