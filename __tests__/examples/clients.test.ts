import { describeClient } from "../support/client-example.ts";

describeClient("examples/read-receipt.sh", ["examples/read-receipt.sh"]);
describeClient("examples/read-receipt.py", ["python3", "examples/read-receipt.py"]);
