/** Preloaded with --expose-gc: on SIGUSR2 the process collects its garbage and says how many bytes are left. */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.stderr.write(`heap ${heapUsed + external}\n`);
});
