/** How much of the processor some work takes: unlike time on the clock, it does not grow while others keep the machine busy. */
export async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
