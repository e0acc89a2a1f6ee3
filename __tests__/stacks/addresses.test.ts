import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region/index.js";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { App } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { BaseStack } from "../../stacks/parts/base-stack.ts";
import { at, settings } from "./synth.ts";

class EmptyStack extends BaseStack {}

const emptyStack = (): BaseStack => new EmptyStack(new App(), "registry-stack", settings());

describe("addresses", () => {
  it("are the constructs' ids, in nested constructs too", () => {
    const stack = emptyStack();
    new EcsCluster(new Construct(stack, "inner"), "aws_ecs_cluster.api", { name: "api" });
    new DataAwsRegion(stack, "data.aws_region.current");
    const json = stack.toTerraform();
    expect(at(json, "resource.aws_ecs_cluster.api")).toBeDefined();
    expect(at(json, "data.aws_region.current")).toBeDefined();
  });

  it("must belong to the resource's type", () => {
    const stack = emptyStack();
    new Vpc(stack, "aws_subnet.main", {});
    expect(() => stack.toTerraform()).toThrow("must be its Terraform address, aws_vpc.<name>");
  });

  it("must not meet", () => {
    const stack = emptyStack();
    for (const scope of ["a", "b"]) {
      new Vpc(new Construct(stack, scope), "aws_vpc.main", {});
    }
    expect(() => stack.toTerraform()).toThrow(
      "two constructs have the Terraform address aws_vpc.main: registry-stack/a/aws_vpc.main and registry-stack/b/aws_vpc.main",
    );
  });

  it("cannot be changed afterwards", () => {
    const stack = emptyStack();
    const vpc = new Vpc(stack, "aws_vpc.main", {});
    expect(vpc.id).toBeTruthy();
    vpc.overrideLogicalId("other");
    expect(() => stack.toTerraform()).toThrow("overrideLogicalId comes too late");
  });
});
