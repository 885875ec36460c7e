import { fileURLToPath } from 'node:url'
import { type CommandLineDefaults, readPort } from './command-line.ts'
import { demoPorts, type Inhabitant, inhabitants } from './house/ports.ts'

const variableOf = (inhabitant: Inhabitant) => `WAARMERK_PORT_${inhabitant.toUpperCase().replaceAll('-', '_')}`

/**
 * What the environment says (the only place here that reads it): `WAARMERK_CWD`, the directory from which the
 * command was called, and `WAARMERK_PORT_RELYING_PARTY`, `…_SIGNING`, `…_OPENID_PROVIDER`, `…_TIMESTAMP_AUTHORITY`.
 *
 * @throws UsageError when a port is no number
 */
export function readDefaults(environment: NodeJS.ProcessEnv = process.env): CommandLineDefaults {
  const ports = inhabitants.map((name) => {
    const written = environment[variableOf(name)]
    return [name, written ? readPort(variableOf(name), written) : demoPorts[name]]
  })
  return {
    workingDirectory: environment['WAARMERK_CWD'] || process.cwd(),
    stateDirectory: fileURLToPath(new URL('../../../.waarmerk', import.meta.url)),
    ports: Object.fromEntries(ports),
  }
}
