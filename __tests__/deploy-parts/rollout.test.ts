/** What AWS says about the deployments of a service, and what `up` and `verify` make of it. */
import { describe, expect, test } from "vitest";
import { rolloutOf, waitForQuiet, waitForRollout } from "../../deploy/aws/rollout/wait.ts";
import { reportService } from "../../deploy/aws/service-report.ts";
import type { State } from "../../deploy/programs/state.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { standInForAws } from "./aws.ts";

const aws = standInForAws();
const SETTINGS = { ...DEFAULT_SETTINGS, extractor: "local" as const };
const QUICK = { limit: 60_000, interval: 1, appears: 500 };

/** ARN of a revision of custom-stack's task definition. */
const arn = (revision: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/fastapi:${revision}`;

describe("custom", () => {
  const state = (revision: number): State => ({
    outputs: { cluster_name: "fastapi-cluster", service_name: "fastapi-service" },
    addresses: [],
    arns: [],
    taskDefinition: arn(revision),
  });
  const deployment = (revision: number, rolloutState: string, more: object = {}) => ({
    id: `ecs-svc/${revision}`,
    status: "PRIMARY",
    taskDefinition: arn(revision),
    rolloutState,
    runningCount: 1,
    desiredCount: 1,
    ...more,
  });
  const OLD = { status: "ACTIVE" };
  /** DescribeServices with one list of deployments after the other. */
  const script = (...lists: object[][]) => {
    aws.script = {
      DescribeServices: lists.map((deployments) => ({ services: [{ status: "ACTIVE", deployments }] })),
    };
  };
  const breaker = (revision: number) =>
    `ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/${revision}.`;
  const FAILED = {
    ...OLD,
    runningCount: 0,
    failedTasks: 3,
    rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
  };

  test("waits until the applied task definition's deployment is completed", async () => {
    script(
      [deployment(2, "IN_PROGRESS", { runningCount: 0 }), deployment(1, "COMPLETED", OLD)],
      [deployment(2, "IN_PROGRESS"), deployment(1, "COMPLETED", OLD)],
      [deployment(2, "COMPLETED")],
    );
    await waitForRollout(state(2), SETTINGS, QUICK);
    expect(aws.calls).toHaveLength(3);
  });

  test("while both versions serve, both are named", async () => {
    script([deployment(2, "IN_PROGRESS"), deployment(1, "COMPLETED", OLD)]);
    expect(await rolloutOf(state(2), SETTINGS)).toMatchObject({
      underWay: true,
      trouble: undefined,
      detail: "in progress: 1 of 1 new tasks run",
      runs: "fastapi:2 and fastapi:1",
    });
  });

  test("a failure is told at once, with AWS's reason and what runs", async () => {
    script([
      deployment(1, "IN_PROGRESS", { rolloutStateReason: breaker(1) }),
      deployment(2, "FAILED", FAILED),
    ]);
    await expect(waitForRollout(state(2), SETTINGS, QUICK)).rejects.toThrow(
      "The deployment of fastapi:2 failed, and ECS is taking it back to fastapi:1: ECS deployment circuit breaker: tasks failed to start.\nNow runs: fastapi:1.",
    );
  });

  test("a rollback that has ended is in the events only", async () => {
    const events = [
      { message: "(service fastapi-service) has reached a steady state." },
      { message: "(service fastapi-service) rolling back to deployment ecs-svc/1." },
      {
        message: "(service fastapi-service) (deployment ecs-svc/2) deployment failed: tasks failed to start.",
      },
    ];
    aws.script = {
      DescribeServices: [{ services: [{ deployments: [deployment(1, "COMPLETED")], events }] }],
    };
    await expect(waitForRollout(state(2), SETTINGS, QUICK)).rejects.toThrow(
      /fastapi:2 failed, and ECS took it back to fastapi:1: .*deployment failed: tasks failed to start/,
    );
  });

  test("somebody else's deployment is no rollback", async () => {
    const events = [{ message: "(service fastapi-service) rolling back to deployment ecs-svc/1." }];
    aws.script = {
      DescribeServices: [
        {
          services: [
            { deployments: [deployment(13, "IN_PROGRESS"), deployment(2, "COMPLETED", OLD)], events },
          ],
        },
      ],
    };
    await expect(waitForRollout(state(2), SETTINGS, QUICK)).rejects.toThrow(
      "Somebody else deployed fastapi:13 after fastapi:2, which this state deployed.",
    );
  });

  test("of two deployments in a row the last counts", async () => {
    script(
      [deployment(3, "IN_PROGRESS"), deployment(2, "FAILED", FAILED), deployment(1, "COMPLETED", OLD)],
      [deployment(3, "COMPLETED")],
    );
    await waitForRollout(state(3), SETTINGS, QUICK);
    // The same task definition failed, and its second deployment is under way.
    script(
      [deployment(3, "IN_PROGRESS", { id: "ecs-svc/4" }), deployment(3, "FAILED", FAILED)],
      [deployment(3, "COMPLETED")],
    );
    await waitForRollout(state(3), SETTINGS, QUICK);
  });

  test("a failure without a rollback", async () => {
    script([deployment(2, "FAILED", { ...FAILED, status: "PRIMARY" })]);
    await expect(waitForRollout(state(2), SETTINGS, QUICK)).rejects.toThrow(
      "The deployment of fastapi:2 failed: ECS deployment circuit breaker: tasks failed to start.",
    );
  });

  test("after a change, the deployment may need a moment to be listed", async () => {
    script([deployment(1, "COMPLETED")], [deployment(1, "COMPLETED")], [deployment(2, "COMPLETED")]);
    await waitForRollout(state(2), SETTINGS, {
      ...QUICK,
      appears: 1_000,
      since: { deployment: "ecs-svc/1" },
    });
    expect(aws.calls).toHaveLength(3);
  });

  test("one that is back before the next look is told at once", async () => {
    script(
      [deployment(2, "IN_PROGRESS"), deployment(1, "COMPLETED", OLD)],
      [deployment(1, "COMPLETED", { rolloutStateReason: breaker(1) }), deployment(2, "FAILED", FAILED)],
    );
    const waiting = { ...QUICK, appears: 60_000, since: { deployment: "ecs-svc/1" } };
    await expect(waitForRollout(state(2), SETTINGS, waiting)).rejects.toThrow(
      "The deployment of fastapi:2 failed, and ECS took it back to fastapi:1",
    );
    expect(aws.calls).toHaveLength(2);
  });

  test("there is a limit, and the same command waits again", async () => {
    script([deployment(2, "IN_PROGRESS", { failedTasks: 2 })]);
    await expect(waitForRollout(state(2), SETTINGS, { ...QUICK, limit: 20 })).rejects.toThrow(
      /has not ended after 0 minutes: in progress: 1 of 1 new tasks run, 2 failed\. .*the same command waits again/,
    );
  });

  test("no deployment is a success; so is a service that is gone, which Terraform makes again", async () => {
    script([]);
    await waitForRollout(state(2), SETTINGS, QUICK);
    aws.script = { DescribeServices: [{ error: "ClusterNotFoundException" }] };
    await waitForRollout(state(2), SETTINGS, QUICK);
    expect(await rolloutOf({ outputs: {}, addresses: [], arns: [] }, SETTINGS)).toBeUndefined();
  });

  test("quiet is when the rollback has ended too", async () => {
    script(
      [deployment(1, "IN_PROGRESS", { rolloutStateReason: breaker(1) }), deployment(2, "FAILED", FAILED)],
      [deployment(1, "COMPLETED")],
    );
    await waitForQuiet(state(2), SETTINGS, QUICK);
    expect(aws.calls).toHaveLength(2);
  });

  test("the report says what runs, and looks good only without a failure", async () => {
    script([
      deployment(1, "IN_PROGRESS", { rolloutStateReason: breaker(1) }),
      deployment(2, "FAILED", FAILED),
    ]);
    const report = await reportService({ ...state(2), taskDefinition: undefined }, SETTINGS);
    expect(report).toContainEqual({ what: "runs", detail: "fastapi:1", good: true });
    expect(report).toContainEqual({
      what: "deployment",
      detail: expect.stringMatching(/^The deployment of fastapi:2 failed, and ECS is taking it back/),
      good: false,
    });
  });
});

describe("express", () => {
  const SERVICE = "arn:aws:ecs:us-west-2:123456789012:service/fastapiecs/receipts";
  const image = (letter: string) =>
    `123456789012.dkr.ecr.us-west-2.amazonaws.com/api@sha256:${letter.repeat(64)}`;
  const state = (letter?: string): State => ({
    outputs: { cluster_name: "fastapiecs", service_arn: SERVICE },
    addresses: [],
    arns: [],
    image: letter && image(letter),
  });
  const part = (kind: string, name: string) => `${SERVICE.replace(":service/", `:${kind}/`)}/${name}`;

  /** Deployments, oldest first: each of a revision named by the letter of its image. */
  const script = (
    ...deployments: { of: string; status: string; from?: string; more?: object; at?: number }[]
  ) => {
    const all = deployments.map(({ of, status, from, more, at }, index) => ({
      serviceDeploymentArn: part("service-deployment", String(index)),
      createdAt: at ?? index + 1,
      status,
      targetServiceRevisionArn: part("service-revision", of),
      targetServiceRevision: {
        arn: part("service-revision", of),
        requestedTaskCount: 1,
        runningTaskCount: 1,
      },
      sourceServiceRevisions: from === undefined ? [] : [{ arn: part("service-revision", from) }],
      ...more,
    }));
    aws.script = {
      ListServiceDeployments: ({ nextToken }) => ({
        serviceDeployments: nextToken === undefined ? all.slice(0, 1) : all.slice(1),
        ...(nextToken === undefined && all.length > 1 && { nextToken: "more" }),
      }),
      DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
        serviceDeployments: all.filter(
          ({ serviceDeploymentArn: arn }) => String(serviceDeploymentArns) === arn,
        ),
      }),
      DescribeServiceRevisions: ({ serviceRevisionArns }) => {
        const [, digest] = image(String(serviceRevisionArns).at(-1) ?? "").split("@");
        return { serviceRevisions: [{ containerImages: [{ image: "…/api:tag", imageDigest: digest }] }] };
      },
    };
  };
  const ROLLED_BACK = {
    rollback: {
      reason: "Service deployment rolled back because of the alarm.",
      serviceRevisionArn: part("service-revision", "a"),
    },
  };

  test("shows the canary, and the old revision still runs", async () => {
    script(
      { of: "a", status: "SUCCESSFUL" },
      {
        of: "b",
        status: "IN_PROGRESS",
        from: "a",
        more: {
          lifecycleStage: "PRODUCTION_TRAFFIC_SHIFT",
          targetServiceRevision: {
            arn: part("service-revision", "b"),
            requestedTaskCount: 2,
            runningTaskCount: 1,
            requestedProductionTrafficWeight: 5,
          },
        },
      },
    );
    expect(await rolloutOf(state("b"), SETTINGS)).toMatchObject({
      underWay: true,
      trouble: undefined,
      detail: "in progress (production traffic shift): 1 of 2 new tasks run, 5 % of the traffic",
      runs: expect.stringContaining("a".repeat(64)),
    });
  });

  test.each([
    [
      "the last of two counts",
      "b",
      [
        { of: "a", status: "ROLLBACK_SUCCESSFUL" },
        { of: "b", status: "SUCCESSFUL" },
      ],
    ],
    [
      "in any order",
      "b",
      [
        { of: "b", status: "SUCCESSFUL", at: 9 },
        { of: "a", status: "ROLLBACK_SUCCESSFUL" },
      ],
    ],
    [
      "an update of the same image",
      "a",
      [
        { of: "a", status: "SUCCESSFUL" },
        { of: "a", status: "SUCCESSFUL" },
      ],
    ],
    ["no deployment", "a", []],
    [
      "somebody else's failed, and what was applied runs again",
      "a",
      [
        { of: "a", status: "SUCCESSFUL" },
        { of: "c", status: "ROLLBACK_SUCCESSFUL", from: "a", more: ROLLED_BACK },
      ],
    ],
  ])("success: %s", async (_, letter, deployments) => {
    script(...deployments);
    await waitForRollout(state(letter), SETTINGS, QUICK);
  });

  test.each([
    [
      "the alarm took it back",
      { of: "b", status: "ROLLBACK_SUCCESSFUL", from: "a", more: ROLLED_BACK },
      "The deployment failed, and AWS took it back: Service deployment rolled back because of the alarm.",
    ],
    [
      "it is being taken back",
      { of: "b", status: "ROLLBACK_IN_PROGRESS", from: "a", more: ROLLED_BACK },
      "The deployment failed, and AWS is taking it back: Service deployment rolled back because of the alarm.",
    ],
    [
      "an update that changes no image",
      { of: "a", status: "ROLLBACK_SUCCESSFUL", from: "a", more: ROLLED_BACK },
      "The deployment failed, and AWS took it back: Service",
    ],
    [
      "it cannot be taken back",
      { of: "b", status: "ROLLBACK_FAILED", from: "a", more: { statusReason: "no capacity" } },
      "The deployment failed, and AWS could not take it back: no capacity",
    ],
    [
      "somebody stopped it",
      { of: "b", status: "STOPPED", from: "a", more: { alarms: { triggeredAlarmNames: ["5xx"] } } },
      "The deployment failed, and was stopped: the alarm 5xx went off",
    ],
    [
      "somebody else's",
      { of: "c", status: "SUCCESSFUL", from: "b" },
      "Somebody else deployed …/api:tag@sha256:ccc",
    ],
  ])("failure: %s", async (_, last, message) => {
    script({ of: "a", status: "SUCCESSFUL" }, last);
    await expect(waitForRollout(state(last.of === "c" ? "b" : last.of), SETTINGS, QUICK)).rejects.toThrow(
      message,
    );
  });

  test("a change waits for a deployment that is not listed yet, and takes none for a success", async () => {
    script({ of: "a", status: "SUCCESSFUL" });
    const before = await rolloutOf(state("a"), SETTINGS);
    const asked = aws.calls.length;
    await waitForRollout(state("a"), SETTINGS, { ...QUICK, since: { deployment: before?.deployment } });
    expect(aws.calls.length).toBeGreaterThan(2 * asked);
  });
});
