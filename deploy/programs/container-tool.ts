/** Builds and pushes images with docker, podman or buildah, whichever works on this machine. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../console/failure.ts";
import { Interrupted, run } from "./run.ts";

const TOOLS = ["docker", "podman", "buildah"] as const;
export type ToolName = (typeof TOOLS)[number];

/** A command that succeeds only if the tool can work: docker may be installed without a running engine. */
const IS_ALIVE: Readonly<Record<ToolName, readonly string[]>> = {
  docker: ["version", "--format", "{{.Server.Version}}"],
  podman: ["info"],
  buildah: ["info"],
};

/** The CPU of this machine, as images name it. */
const MACHINE = process.arch === "arm64" ? "arm64" : "amd64";

export interface Build {
  /** Stage of app/Dockerfile. */
  readonly target: string;
  /** For example linux/amd64. */
  readonly platform: string;
  /** Name and tag. */
  readonly image: string;
  readonly revision: string;
}

/** The first of docker, podman and buildah that works. @throws Failure if none does */
export async function findContainerTool(): Promise<ToolName> {
  for (const tool of TOOLS) {
    const works = await run(tool, IS_ALIVE[tool]).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Interrupted) {
          throw error;
        }
        return false;
      },
    );
    if (works) {
      return tool;
    }
  }
  throw new Failure(
    "No container tool works here. Install docker, podman or buildah; docker also needs its engine running.",
  );
}

/**
 * Builds app/Dockerfile. The environment may set NODE_IMAGE, another base image, and NODE_EXTRA_CA_CERTS, the certificate
 * of a proxy that opens TLS.
 */
export async function buildImage(
  tool: ToolName,
  { target, platform, image, revision }: Build,
): Promise<void> {
  const { NODE_IMAGE, NODE_EXTRA_CA_CERTS } = process.env;
  const args = [
    ...(tool === "buildah" ? ["bud", "--layers", "--format", "docker"] : ["build"]),
    ...(tool === "podman" ? ["--format", "docker"] : []),
    // buildah 1.28, which is part of podman, would set it to the image's platform.
    ...(tool === "docker" ? [] : ["--build-arg", `BUILDPLATFORM=linux/${MACHINE}`]),
    ...(NODE_IMAGE === undefined ? [] : ["--build-arg", `NODE_IMAGE=${NODE_IMAGE}`]),
    ...(NODE_EXTRA_CA_CERTS === undefined ? [] : ["--secret", `id=ca,src=${NODE_EXTRA_CA_CERTS}`]),
    ...["--build-arg", `REVISION=${revision}`, "--platform", platform, "--target", target],
    ...["--file", "app/Dockerfile", "--tag", image, "."],
  ];
  await run(tool, args, { show: true });
}

export async function login(tool: ToolName, registry: string, user: string, password: string): Promise<void> {
  // Through standard input: everyone on the machine can read arguments.
  await run(tool, ["login", "--username", user, "--password-stdin", registry], { input: password });
}

/** Pushes an image under its local name. @returns its digest in the registry, sha256:… */
export async function push(tool: ToolName, image: string): Promise<string> {
  if (tool === "docker") {
    const output = await run(tool, ["push", image], { show: true });
    return digestIn(output, image);
  }
  const folder = await mkdtemp(join(tmpdir(), "push-"));
  try {
    const file = join(folder, "digest");
    await run(tool, ["push", "--digestfile", file, image], { show: true });
    return digestIn(await readFile(file, "utf8"), image);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function tag(tool: ToolName, image: string, name: string): Promise<void> {
  await run(tool, ["tag", image, name]);
}

function digestIn(text: string, image: string): string {
  const digest = /sha256:[0-9a-f]{64}/.exec(text)?.[0];
  if (digest === undefined) {
    throw new Failure(`The push of ${image} gave no digest.`);
  }
  return digest;
}
