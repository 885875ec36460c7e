import { fileURLToPath } from 'node:url'

/** Path of a file in `fixtures`; see its README for where each comes from. */
export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
