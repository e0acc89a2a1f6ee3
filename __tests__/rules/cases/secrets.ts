import { CONTAINER, EXPRESS, SERVICE, TASK } from "../addresses.ts";
import { add, all, copy, type Injection, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/key-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/receipts/key";
const PRIMARY = `${EXPRESS}.primary_container.0`;

/** A right of the execution role, which the service waits for. */
const grant =
  (user: string, action: string, resource: string): Injection =>
  (json) => {
    set("aws_iam_role_policy.secrets", {
      name: "secrets",
      role: "${aws_iam_role.execution.name}",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
      }),
    })(json);
    add(`${user}.depends_on`, "aws_iam_role_policy.secrets")(json);
  };
const mayRead = (user: string, arn: string): Injection =>
  arn.includes(":ssm:")
    ? grant(user, "ssm:GetParameters", arn)
    : grant(user, "secretsmanager:GetSecretValue", arn);

const endpoint = (service: string): Injection =>
  all(
    copy("aws_vpc_endpoint.logs", `aws_vpc_endpoint.${service}`, {
      service_name: `com.amazonaws.\${data.aws_region.current.region}.${service}`,
    }),
    add(`${SERVICE}.depends_on`, `aws_vpc_endpoint.${service}`),
  );
const custom = (valueFrom: string, name = "OPENAI_API_KEY"): Injection =>
  add(`${CONTAINER}.secrets`, { name, valueFrom });
const express = (value_from: string, name = "OPENAI_API_KEY"): Injection =>
  add(`${PRIMARY}.secret`, { name, value_from });

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["secret without a right", custom(SECRET), TASK, "secret/right"],
      [
        "secret with the right to another",
        all(custom(SECRET), mayRead(SERVICE, SECRET.replace("key", "password"))),
        TASK,
        "secret/right",
      ],
      [
        "secret with a right that names its JSON key",
        all(custom(`${SECRET}:key::`), mayRead(SERVICE, `${SECRET}:key::`)),
        TASK,
        "secret/right",
      ],
      [
        "parameter with the right of Secrets Manager",
        all(custom(PARAMETER), grant(SERVICE, "secretsmanager:GetSecretValue", PARAMETER)),
        TASK,
        "secret/right",
      ],
      ["secret without an endpoint", all(custom(SECRET), mayRead(SERVICE, SECRET)), TASK, "secret/endpoint"],
      [
        "parameter with the endpoint of Secrets Manager",
        all(custom(PARAMETER), mayRead(SERVICE, PARAMETER), endpoint("secretsmanager")),
        TASK,
        "secret/endpoint",
      ],
      ["secret that the app does not know", custom(SECRET, "OPENAI_KEY"), TASK, "secret/known"],
      ["secret that is a variable too", custom(SECRET, "PORT"), TASK, "secret/each-name-once"],
      ["secret of another Region", custom(SECRET.replace("us-west-2", "us-east-1")), TASK, "secret/arn"],
      ["secret with half a JSON key", custom(`${SECRET}:key`), TASK, "secret/arn"],
      ["secret by its name", custom("receipts/key"), TASK, "secret/arn"],
    ]),
    ...of("express", [
      ["secret without a right", express(SECRET), EXPRESS, "secret/right"],
      ["secret that the app does not know", express(SECRET, "NO_SUCH_VARIABLE"), EXPRESS, "secret/known"],
      [
        "secret twice",
        all(express(SECRET), express(PARAMETER), mayRead(EXPRESS, SECRET)),
        EXPRESS,
        "secret/each-name-once",
      ],
      [
        "password of a registry without a right",
        set(`${PRIMARY}.repository_credentials`, [{ credentials_parameter: SECRET }]),
        EXPRESS,
        "secret/right",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "a secret",
        all(custom(SECRET), mayRead(SERVICE, SECRET), endpoint("secretsmanager")),
        "secret/known",
        "secret/each-name-once",
        "secret/arn",
        "secret/right",
        "secret/endpoint",
      ],
      [
        "a secret by JSON key and version, with a right by wildcard",
        all(
          custom(`${SECRET}:key:AWSCURRENT:`),
          mayRead(SERVICE, SECRET.replace("AbCdEf", "??????")),
          endpoint("secretsmanager"),
        ),
        "secret/arn",
        "secret/right",
      ],
      [
        "a parameter, with a right to all below a path",
        all(custom(PARAMETER), mayRead(SERVICE, PARAMETER.replace("/key", "/*")), endpoint("ssm")),
        "secret/arn",
        "secret/right",
        "secret/endpoint",
      ],
    ]),
    ...right("express", [
      ["keys", all(express(SECRET, "API_KEYS"), mayRead(EXPRESS, SECRET)), "secret/known"],
      ["a secret, without an endpoint", all(express(SECRET), mayRead(EXPRESS, SECRET)), "secret/endpoint"],
    ]),
  ],
};
