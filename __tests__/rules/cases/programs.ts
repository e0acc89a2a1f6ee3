import { CONTAINER, EXPRESS, TASK } from "../addresses.ts";
import { all, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const check = (...command: string[]) => set(`${CONTAINER}.healthCheck`, { command });

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "health check by a shell",
        check("CMD-SHELL", "curl -f http://localhost:8000/health || exit 1"),
        TASK,
        "program/health-check",
      ],
      [
        "health check by curl",
        check("CMD", "curl", "-f", "http://localhost:8000/health"),
        TASK,
        "program/health-check",
      ],
      ["health check by wget", check("CMD", "/usr/bin/wget", "-q"), TASK, "program/health-check"],
      ["health check without CMD", check("/usr/local/bin/node", "-e", "1"), TASK, "program/health-check"],
      [
        "shell as entry point",
        set(`${CONTAINER}.entryPoint`, ["sh", "-c", "node main.js"]),
        TASK,
        "program/entry-point",
      ],
      ["shell as command", set(`${CONTAINER}.command`, ["sh", "-c", "node x"]), TASK, "program/command"],
    ]),
    ...of("express", [
      [
        "program as command",
        set(`${EXPRESS}.primary_container.0.command`, ["npm"]),
        EXPRESS,
        "program/command",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "a health check by Node",
        check("CMD", "/usr/local/bin/node", "-e", "fetch('http://localhost:8000/health')"),
        "program/health-check",
      ],
      [
        "Node with an option",
        all(
          set(`${CONTAINER}.entryPoint`, ["/usr/local/bin/node"]),
          set(`${CONTAINER}.command`, ["--max-old-space-size=256", "/app/main.js"]),
        ),
        "program/entry-point",
        "program/command",
      ],
    ]),
    ...right("express", [
      ["a file", set(`${EXPRESS}.primary_container.0.command`, ["/app/main.js"]), "program/command"],
    ]),
  ],
};
