/** Average use of the tasks' CPU, in percent, at which autoscaling adds tasks: the article's. */
export const SCALING_CPU_PERCENT = 70;
