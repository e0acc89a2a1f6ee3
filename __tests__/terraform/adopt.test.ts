/** Somebody who deployed the article's files puts their state under ours: nothing they have may be lost. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ArticleStack, articleStack } from "./article.ts";
import { changes } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { synthesize } from "./synthesize.ts";

const EXPECTED: Record<ArticleStack, readonly string[]> = {
  express: [],
  custom: [],
  sagemaker: [],
};

describe.each<ArticleStack>(["express", "custom", "sagemaker"])("%s-stack over the article's", (name) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start(`${name}-stack`);
  });
  afterAll(() => deployment.stop());

  test("destroys nothing, and replaces only what the list says", async () => {
    await deployment.workspace.write(articleStack(name));
    await deployment.workspace.init();
    await deployment.plan("of the article", articleStack(name));
    await deployment.apply("of the article");
    const ours = await synthesize(name);
    expect(changes(await deployment.plan("adopted", ours))).toEqual(EXPECTED[name]);
    await deployment.apply("adopted");
    expect(changes(await deployment.plan("adopted, again", ours))).toEqual([]);
  });
});
