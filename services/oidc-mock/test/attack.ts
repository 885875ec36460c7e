import type { World } from './world.ts'

/** Breaks exactly one rule and gives what came back. */
export type Attack = (world: World) => Promise<Response>
