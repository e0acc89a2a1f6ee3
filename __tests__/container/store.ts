/** A container store of the tests' own, with the base image in it. Whatever else is on the machine stays as it is. */
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Kept between runs. Removing it: `podman unmount --all`, then the folder. */
const HOME = join(import.meta.dirname, "../../.cache/containers");

/** The default of app/Dockerfile. */
const NODE_VERSION = "24.21.0";
const BASE_IMAGE = `docker.io/library/node:${NODE_VERSION}-bookworm-slim`;

export interface ContainerStore {
  /** What leads buildah and podman to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the base image came from. */
  readonly base: string;
}

/** Opens the store, with the base image: the official one where it can be had, else one like it from packages. */
export async function openStore(): Promise<ContainerStore> {
  await mkdir(HOME, { recursive: true });
  const file = async (name: string, text: string) => {
    const path = join(HOME, name);
    await writeFile(path, text);
    return path;
  };
  const environment = {
    CONTAINERS_STORAGE_CONF: await file(
      "storage.conf",
      `[storage]
driver = "overlay"
graphroot = "${HOME}/images"
runroot = "${HOME}/run"
[storage.options.overlay]
skip_mount_home = "true"
`,
    ),
    // runc, since crun refuses version 1 and 2 of cgroups side by side; limits that need no CAP_SYS_RESOURCE; the host's
    // network, which leaves no bridge and no firewall rules behind.
    CONTAINERS_CONF: await file(
      "containers.conf",
      `[containers]
default_ulimits = ["nofile=16384:16384", "nproc=4096:4096"]
netns = "host"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`,
    ),
    BUILDAH_ISOLATION: "chroot",
  };
  return { environment, base: await ensureBase({ ...process.env, ...environment }) };
}

async function ensureBase(env: NodeJS.ProcessEnv): Promise<string> {
  const has = async (image: string) =>
    run("buildah", ["inspect", "--type", "image", image], { env, maxBuffer: 2 ** 24 }).then(
      () => true,
      () => false,
    );
  if (await has(`${BASE_IMAGE}-arm64`)) {
    return "a stand-in for the official image, made before";
  }
  if (await has(BASE_IMAGE)) {
    return "the official image, pulled before";
  }
  const pulled = await run("buildah", ["pull", "--quiet", BASE_IMAGE], { env, timeout: 120_000 }).then(
    () => true,
    () => false,
  );
  if (pulled) {
    return "the official image";
  }
  await run(join(import.meta.dirname, "stand-in-base.sh"), [BASE_IMAGE, NODE_VERSION], { env });
  return "a stand-in for the official image, whose registry does not answer";
}
