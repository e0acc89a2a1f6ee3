/** A reader's process whose models cannot be loaded. */
process.exit(1);
