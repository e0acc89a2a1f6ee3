import { CONTAINER, NETWORK, SERVICE } from "../addresses.ts";
import { all, copy, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "ARN that is none",
        set(`${SERVICE}.load_balancer.0.target_group_arn`, "fastapi-tg"),
        SERVICE,
        "service/load-balancer-target-group-arn",
      ],
      [
        "private subnets open to the Internet",
        copy("aws_route_table.public.route", "aws_route_table.private.route"),
        SERVICE,
        "service/private-subnets",
      ],
      [
        "container that the task has not",
        set(`${SERVICE}.load_balancer.0.container_name`, "api"),
        SERVICE,
        "service/container-of-task",
      ],
      [
        "port that the container has not",
        set(`${SERVICE}.load_balancer.0.container_port`, 80),
        SERVICE,
        "service/port-of-container",
      ],
      ["launch type mistyped", set(`${SERVICE}.launch_type`, "FARGATES"), SERVICE, "service/launch-type"],
      ["launch type left to its default", remove(`${SERVICE}.launch_type`), SERVICE, "service/launch-type"],
      ["count left to its default", remove(`${SERVICE}.desired_count`), SERVICE, "service/desired-count"],
      ["negative count", set(`${SERVICE}.desired_count`, -1), SERVICE, "service/desired-count"],
      [
        "tasks in public subnets",
        set(`${SERVICE}.network_configuration.subnets`, "${aws_subnet.public[*].id}"),
        SERVICE,
        "service/private-subnets",
      ],
      [
        "tasks with public addresses",
        set(`${SERVICE}.network_configuration.assign_public_ip`, true),
        SERVICE,
        "service/no-public-address",
      ],
      [
        "tasks without a network",
        remove(`${SERVICE}.network_configuration`),
        SERVICE,
        "service/network-configuration",
      ],
      [
        "service without a load balancer",
        remove(`${SERVICE}.load_balancer`),
        SERVICE,
        "service/load-balancer",
      ],
      [
        "no circuit breaker",
        remove(`${SERVICE}.deployment_circuit_breaker`),
        SERVICE,
        "service/deployment-circuit-breaker",
      ],
      [
        "circuit breaker without rollback",
        set(`${SERVICE}.deployment_circuit_breaker.rollback`, false),
        SERVICE,
        "service/deployment-circuit-breaker-rollback",
      ],
      [
        "no grace period",
        remove(`${SERVICE}.health_check_grace_period_seconds`),
        SERVICE,
        "service/health-check-grace-period-seconds",
      ],
      [
        "daemon service",
        set(`${SERVICE}.scheduling_strategy`, "DAEMON"),
        SERVICE,
        "service/scheduling-strategy",
      ],
      [
        "deployment that may stop everything",
        set(`${SERVICE}.deployment_minimum_healthy_percent`, 0),
        SERVICE,
        "service/deployment-minimum-healthy-percent",
      ],
      [
        "cluster by a name of its own",
        set(`${SERVICE}.cluster`, "fastapi-cluster"),
        SERVICE,
        "service/cluster",
      ],
      [
        "task definition of another service",
        set(`${SERVICE}.task_definition`, "fastapi:1"),
        SERVICE,
        "service/task-definition",
      ],
      [
        "cluster's name with a space",
        set("aws_ecs_cluster.fastapi.name", "fastapi cluster"),
        "aws_ecs_cluster.fastapi",
        "cluster/name",
      ],
      [
        "two target groups",
        copy(`${SERVICE}.load_balancer.0`, `${SERVICE}.load_balancer.1`),
        SERVICE,
        "service/one-target-group",
      ],
      [
        "tasks in one subnet",
        set(`${NETWORK}.subnets`, ["${aws_subnet.private[0].id}"]),
        SERVICE,
        "service/two-zones",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "subnets one by one",
        set(`${NETWORK}.subnets`, ["${aws_subnet.private[0].id}", "${aws_subnet.private[1].id}"]),
        "service/private-subnets",
        "service/two-zones",
      ],
      [
        "no public address, written out",
        set(`${NETWORK}.assign_public_ip`, false),
        "service/no-public-address",
      ],
      [
        "container of another name",
        all(set(`${CONTAINER}.name`, "api"), set(`${SERVICE}.load_balancer.0.container_name`, "api")),
        "service/container-of-task",
        "service/port-of-container",
        "service/one-target-group",
      ],
    ]),
  ],
};
