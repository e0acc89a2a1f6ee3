/**
 * The native runtime would keep an id of this machine in HOME and send Microsoft an account of its use
 * (https://github.com/microsoft/onnxruntime/pull/27379). Its native code looks for this variable when it is first loaded,
 * and only the main thread's assignment reaches it: threads have a copy of the environment.
 */
process.env.ORT_DISABLE_TELEMETRY = "1";
