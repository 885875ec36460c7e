import { cpus, totalmem } from 'node:os'

/** The class of this machine: what decides about speed, and nothing that names it. */
export function machineClass(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${processors.length} cores, ${memory} GiB, ${processors[0]?.model.trim() ?? 'unknown processor'}, Node.js ${process.version}`
}
