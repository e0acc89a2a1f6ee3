/** Runs the stand-in for the model in a process of its own, for load: `node model-stand-in.ts [PORT]` prints its address. */
import { startModelStandIn } from "../../fixtures/model-stand-in.ts";

const { url } = await startModelStandIn({ port: Number(process.argv[2] ?? 0), keepCalls: false });
process.stdout.write(`${url}\n`);
