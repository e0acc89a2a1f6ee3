/** The traps of ECS Express Mode, and that the synth itself refuses what the rules find. */
import { App } from "cdktf";
import { describe, expect, it } from "vitest";
import { ExpressStack } from "../../stacks/express/main.ts";
import { checkStack } from "../../stacks/rules/check-stack.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { FAULTS } from "../faults/faults.ts";
import { raw } from "./synth.ts";

describe("a trap of Express is found:", () => {
  const express = JSON.stringify(raw("express"));

  it.each(FAULTS.filter(({ stack }) => stack === "express"))("$what", ({ inject, at }) => {
    const json = JSON.parse(express);
    inject(json);
    expect(checkStack(json).map(({ address }) => address)).toContain(at);
  });
});

it("stops the synth, with a line that names address, argument, value, what is allowed and why", () => {
  const stack = new ExpressStack(new App(), "express-stack", { ...DEFAULT_SETTINGS, memory: 300 });
  expect(() => stack.toTerraform()).toThrow(
    /^express-stack: aws_ecs_express_gateway_service\.fastapi memory = "300"; allowed: with cpu 256: 512, 1024, 2048 MiB \(https:\/\/docs\.aws\.amazon\.com\/\S+\)$/,
  );
});
