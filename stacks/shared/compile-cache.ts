/**
 * Lets Node keep the compiled form of the CDKTF packages between runs. Imported first: modules in CommonJS are
 * compiled when they are evaluated, so everything after this import profits.
 */
import { enableCompileCache } from "node:module";

enableCompileCache();
