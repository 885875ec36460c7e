import type { FaultName } from './faults.ts'
import type { OtherAuthorities } from './other-authorities.ts'

type Lie = (impostors: OtherAuthorities) => Promise<Uint8Array>

/** The faults that give something else than the authority's certificate. */
export const aiaLies: ReadonlyMap<FaultName, Lie> = new Map<FaultName, Lie>([
  ['aia-wrong-certificate', async (impostors) => (await impostors.otherIssuer()).certificate],
  ['aia-other-ca', async (impostors) => (await impostors.otherCa()).certificate],
  ['aia-not-a-certificate', async () => new TextEncoder().encode('this is no certificate')],
])
