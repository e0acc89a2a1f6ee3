/** The stand-in for Express tells deployments as AWS does, and `up` understands them. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rolloutOf } from "../../deploy/aws/rollout/wait.ts";
import { EXPRESS_ARN, type ExpressStandIn, startExpressStandIn } from "../deploy/express-stand-in.ts";

let standIn: ExpressStandIn;
beforeAll(async () => {
  standIn = await startExpressStandIn("http://127.0.0.1:9");
  vi.stubEnv("AWS_ENDPOINT_URL", standIn.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});
afterAll(() => {
  vi.unstubAllEnvs();
  standIn.close();
});

const definition = (letter: string) => ({
  ...{ image: `host/api@sha256:${letter.repeat(64)}`, environment: [], cpu: 256, memory: 512 },
});
const rollout = (letter: string) => {
  const outputs = { cluster_name: "fastapiecs", service_arn: EXPRESS_ARN };
  return rolloutOf(
    { outputs, addresses: [], arns: [], image: definition(letter).image },
    { region: "us-west-2" },
  );
};

test("made, updated by a canary, and an update that is taken back", async () => {
  expect(await rollout("a")).toMatchObject({ deployment: undefined, underWay: false });
  const first = standIn.workFor(definition("a"));
  expect(await rollout("a")).toMatchObject({
    underWay: true,
    detail: "in progress (scale up): 0 of 1 new tasks run, 0 % of the traffic",
  });
  await first?.report(undefined);
  expect(await rollout("a")).toMatchObject({
    underWay: false,
    trouble: undefined,
    runs: definition("a").image,
  });
  expect(standIn.workFor(definition("a"))).toBeUndefined();

  await standIn.workFor(definition("b"))?.report(undefined);
  const seen = [await rollout("b"), await rollout("b"), await rollout("b")];
  expect(seen.map((each) => [each?.underWay, each?.detail, each?.runs?.at(-1)])).toEqual([
    [true, "in progress (production traffic shift): 1 of 1 new tasks run, 5 % of the traffic", "a"],
    [true, "in progress (production traffic shift): 1 of 1 new tasks run, 100 % of the traffic", "a"],
    [false, "completed", "b"],
  ]);

  await standIn.workFor(definition("c"))?.report("the alarm went off");
  expect(await rollout("c")).toMatchObject({
    trouble: "The deployment failed, and AWS took it back: the alarm went off",
  });
  expect((await rollout("c"))?.runs).toBe(definition("b").image);
});
