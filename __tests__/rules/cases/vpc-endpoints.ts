import { SERVICE } from "../addresses.ts";
import { add, all, copy, remove, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "no endpoints for ECS in a young Region",
        (json) => {
          const text = JSON.stringify(json).replaceAll("us-west-2", "mx-central-1");
          Object.assign(json, JSON.parse(text));
        },
        SERVICE,
        "vpc-endpoint/needed",
      ],
      [
        "endpoint of another Region",
        replace("aws_vpc_endpoint.logs.service_name", "${data.aws_region.current.region}", "us-east-1"),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/service",
      ],
      [
        "endpoint's service mistyped",
        set("aws_vpc_endpoint.ecr_api.service_name", "com.amazonaws.us-west-2.ecr-api"),
        "aws_vpc_endpoint.ecr_api",
        "vpc-endpoint/service",
      ],
      [
        "endpoint of SageMaker's control plane",
        replace("aws_vpc_endpoint.sagemaker_runtime.service_name", "sagemaker.runtime", "sagemaker.api"),
        "aws_vpc_endpoint.sagemaker_runtime",
        "vpc-endpoint/service",
      ],
      [
        "endpoint of SageMaker with a hyphen",
        replace("aws_vpc_endpoint.sagemaker_runtime.service_name", "sagemaker.runtime", "sagemaker-runtime"),
        "aws_vpc_endpoint.sagemaker_runtime",
        "vpc-endpoint/service",
      ],
      [
        "endpoint type mistyped",
        set("aws_vpc_endpoint.logs.vpc_endpoint_type", "interface"),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/vpc-endpoint-type",
      ],
      [
        "endpoint's default type",
        remove("aws_vpc_endpoint.logs.vpc_endpoint_type"),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/vpc-endpoint-type",
      ],
      [
        "gateway with subnets",
        set("aws_vpc_endpoint.s3.subnet_ids", "${aws_subnet.private[*].id}"),
        "aws_vpc_endpoint.s3",
        "vpc-endpoint/arguments-of-type",
      ],
      [
        "gateway for a service that has none",
        set("aws_vpc_endpoint.ecr_dkr.vpc_endpoint_type", "Gateway"),
        "aws_vpc_endpoint.ecr_dkr",
        "vpc-endpoint/routes-of-tasks",
      ],
      [
        "interface with route tables",
        set("aws_vpc_endpoint.logs.route_table_ids", ["${aws_route_table.private.id}"]),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/arguments-of-type",
      ],
      [
        "gateway at the public routes",
        set("aws_vpc_endpoint.s3.route_table_ids", ["${aws_route_table.public.id}"]),
        "aws_vpc_endpoint.s3",
        "vpc-endpoint/routes-of-tasks",
      ],
      [
        "private DNS off",
        set("aws_vpc_endpoint.ecr_api.private_dns_enabled", false),
        "aws_vpc_endpoint.ecr_api",
        "vpc-endpoint/private-dns",
      ],
      [
        "private DNS not asked for",
        remove("aws_vpc_endpoint.ecr_api.private_dns_enabled"),
        "aws_vpc_endpoint.ecr_api",
        "vpc-endpoint/private-dns",
      ],
      [
        "endpoint in public subnets",
        set("aws_vpc_endpoint.logs.subnet_ids", "${aws_subnet.public[*].id}"),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/private-subnets",
      ],
      [
        "endpoint in one zone",
        set("aws_vpc_endpoint.logs.subnet_ids", ["${aws_subnet.private[0].id}"]),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/two-zones",
      ],
      [
        "endpoint without a group",
        set("aws_vpc_endpoint.logs.security_group_ids", []),
        "aws_vpc_endpoint.logs",
        "vpc-endpoint/arguments-of-type",
      ],
      [
        "two endpoints for one service",
        copy("aws_vpc_endpoint.logs", "aws_vpc_endpoint.logs2"),
        "aws_vpc_endpoint.logs2",
        "vpc-endpoint/one-for-each-service",
      ],
      [
        "tasks without a way to CloudWatch Logs",
        (json) => {
          remove("aws_vpc_endpoint.logs")(json);
          remove(`${SERVICE}.depends_on.7`)(json);
        },
        SERVICE,
        "vpc-endpoint/needed",
      ],
      [
        "tasks without a way to S3",
        (json) => remove("aws_vpc_endpoint.s3")(json),
        SERVICE,
        "vpc-endpoint/needed",
      ],
      [
        "interface for S3",
        set("aws_vpc_endpoint.s3.vpc_endpoint_type", "Interface"),
        "aws_vpc_endpoint.s3",
        "vpc-endpoint/type-of-service",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "an endpoint for ECS's agent where none is needed",
        all(
          copy("aws_vpc_endpoint.logs", "aws_vpc_endpoint.ecs_agent", {
            service_name: "com.amazonaws.${data.aws_region.current.region}.ecs-agent",
          }),
          add(`${SERVICE}.depends_on`, "aws_vpc_endpoint.ecs_agent"),
        ),
        "vpc-endpoint/service",
        "vpc-endpoint/type-of-service",
      ],
      [
        "subnets one by one",
        set("aws_vpc_endpoint.logs.subnet_ids", [
          "${aws_subnet.private[0].id}",
          "${aws_subnet.private[1].id}",
        ]),
        "vpc-endpoint/private-subnets",
        "vpc-endpoint/two-zones",
        "vpc-endpoint/private-dns",
      ],
      [
        "gateway in all route tables",
        set("aws_vpc_endpoint.s3.route_table_ids", [
          "${aws_route_table.private.id}",
          "${aws_route_table.public.id}",
        ]),
        "vpc-endpoint/routes-of-tasks",
        "vpc-endpoint/type-of-service",
        "vpc-endpoint/arguments-of-type",
      ],
      [
        "another Region everywhere",
        all(
          set("provider.aws.0.region", "eu-west-1"),
          set("aws_ecs_task_definition.fastapi.container_definitions.0.environment.0.value", "eu-west-1"),
        ),
        "vpc-endpoint/service",
        "vpc-endpoint/one-for-each-service",
        "vpc-endpoint/needed",
      ],
    ]),
  ],
};
