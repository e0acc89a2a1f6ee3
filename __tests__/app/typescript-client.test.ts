import { describeClient } from "../support/client-example.ts";

describeClient("examples/read-receipt.ts", [process.execPath, "examples/read-receipt.ts"]);
