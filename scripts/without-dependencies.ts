/** For route tables that are read and never mounted: stands for all that their handlers would work with. */
export function withoutDependencies<Dependencies>(): Dependencies {
  return nothing as Dependencies;
}

/** Answers everything with itself. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing, apply: () => nothing });
