/** Who listens in the house. */
export type Inhabitant = 'relying-party' | 'signing' | 'openid-provider' | 'timestamp-authority'

/** One port for each; 0 takes a free one. */
export type Ports = Readonly<Record<Inhabitant, number>>

/** The ports of `npm run demo`. */
export const demoPorts: Ports = {
  'relying-party': 4000,
  signing: 4100,
  'openid-provider': 4200,
  'timestamp-authority': 4300,
}

/** A free port for everyone, chosen by the operating system. */
export const freePorts: Ports = { 'relying-party': 0, signing: 0, 'openid-provider': 0, 'timestamp-authority': 0 }

/** All who listen. */
export const inhabitants = Object.keys(demoPorts) as readonly Inhabitant[]

/** The flag that gives one of them another port. */
export const portFlag = (inhabitant: Inhabitant) => `port-${inhabitant}` as const
