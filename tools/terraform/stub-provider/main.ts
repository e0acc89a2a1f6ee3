/**
 * A provider plugin that answers what `terraform init` and `validate` ask: the exact schema of the Express service,
 * and a loose one for everything else, made from the `cdk.tf.json` in the folder where Terraform runs.
 * It lets Terraform check references, counts, functions and the Express service without the real provider.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { stackSchema } from "../older-provider.ts";
import { EXPRESS_SCHEMA } from "./express-schema.ts";
import { optionalComputed, type Schema } from "./schema.ts";

/** Terraform's own arguments, which no provider declares. */
const META_ARGUMENTS = [
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
];

const stack = stackSchema.parse(JSON.parse(readFileSync("cdk.tf.json", "utf8")));

/** Every `<address>.<attribute>` in an expression, behind an index or splat too: attributes that must exist. */
const referenced = [
  ...JSON.stringify(stack).matchAll(/\b(data\.)?(aws_\w+)\.[\w-]+(?:\[[^\]]*\])?\.(\w+)/g),
].map(([, data = "", type = "", attribute = ""]) => ({ type: data + type, attribute }));

function looseSchema(type: string, named: Record<string, object>): Schema {
  const used = referenced.filter((reference) => reference.type === type).map(({ attribute }) => attribute);
  const names = new Set([...Object.values(named).flatMap(Object.keys), ...used]);
  return {
    block: {
      attributes: [...names]
        .filter((name) => !META_ARGUMENTS.includes(name))
        .map((name) => optionalComputed(name, "dynamic")),
    },
  };
}

const looseSchemas = (prefix: string, elements: Record<string, Record<string, object>>) =>
  Object.fromEntries(
    Object.entries(elements).map(([type, named]) => [type, looseSchema(prefix + type, named)]),
  );

const schemas = {
  provider: looseSchema("provider", { aws: stack.provider.aws }),
  resource_schemas: {
    ...looseSchemas("", stack.resource),
    aws_ecs_express_gateway_service: EXPRESS_SCHEMA,
  },
  data_source_schemas: looseSchemas("data.", stack.data),
};

type Answer = (error: null, message: object) => void;
interface PrepareCall {
  readonly request: { readonly config: object };
}

const nothing = (_: unknown, answer: Answer) => answer(null, {});
const provider = {
  GetSchema: (_: unknown, answer: Answer) => answer(null, schemas),
  PrepareProviderConfig: ({ request }: PrepareCall, answer: Answer) =>
    answer(null, { prepared_config: request.config }),
  ValidateResourceTypeConfig: nothing,
  ValidateDataSourceConfig: nothing,
  Stop: nothing,
};

const controller = {
  Shutdown: (_: unknown, answer: Answer) => {
    answer(null, {});
    server.tryShutdown(() => process.exit(0));
  },
};

function service(name: string, file: string) {
  const definition = loadSync(join(import.meta.dirname, file), { keepCase: true })[name];
  if (definition === undefined || "format" in definition) {
    throw new Error(`${file} defines no service ${name}`);
  }
  return definition;
}

const server = new Server();
server.addService(service("tfplugin5.Provider", "plugin.proto"), provider);
server.addService(service("plugin.GRPCController", "controller.proto"), controller);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    throw error;
  }
  // The handshake of go-plugin: its own protocol 1, Terraform's protocol 5, and the address.
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc\n`);
});
