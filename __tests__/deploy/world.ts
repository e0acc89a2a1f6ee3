/** Everything outside the project, on loopback: AWS, its registry, the network between, and the model. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { startProvider } from "../../tools/terraform/running-provider.ts";
import { findTerraform } from "../../tools/terraform/terraform.ts";
import { type ContainerStore, openStore } from "../container/store.ts";
import { requireTools } from "../container/tools.ts";
import { startNetwork } from "./network.ts";
import { REGISTRY_HOST, startRegistry } from "./registry.ts";

export interface World {
  readonly emulator: Emulator;
  readonly model: ModelStandIn;
  /** With what leads to this registry. */
  readonly store: ContainerStore;
  /** For the commands of a project. */
  readonly environment: Readonly<Record<string, string>>;
  /** Leads a host name to a port. */
  lead(host: string, port: number): void;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  await requireTools("buildah", "podman", "runc", "docker-registry", "git", "openssl", "ps");
  const folder = await mkdtemp(join(tmpdir(), "world-"));
  const terraform = await findTerraform(OLDER_PROVIDER);
  const store = await openStore();
  const emulator = await startEmulator(DEFAULT_SETTINGS.region, { ECS_AGENT: "1" });
  const provider = await startProvider(terraform, emulator.environment);
  const network = await startNetwork();
  const registry = await startRegistry(folder);
  registry.announceTo(emulator.url);
  network.lead(REGISTRY_HOST, registry.port);
  const model = await startModelStandIn({
    values: { ...SAMPLE_VALUES, purchaseDate: "14-03-2026", currency: "SGD" },
  });

  const container = {
    ...store.environment,
    ...network.environment,
    SSL_CERT_FILE: registry.certificates,
    REGISTRY_AUTH_FILE: join(folder, "login.json"),
  };
  // Nothing of the person's own account may be meant.
  const inherited = Object.entries(process.env).flatMap(([name, value = ""]) =>
    /^(?:AWS|TF|RECEIPTS)_/.test(name) ? [] : [[name, value]],
  );
  return {
    emulator,
    model,
    store: { ...store, environment: container },
    environment: {
      ...Object.fromEntries(inherited),
      ...emulator.environment,
      ...container,
      CI: "1",
      TF_CLI_CONFIG_FILE: terraform.provider.configurationFile,
      ...provider.environment,
    },
    lead: (host, port) => network.lead(host, port),
    async close() {
      await Promise.all([emulator.stop(), registry.close(), model.close()]);
      network.close();
      provider.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
