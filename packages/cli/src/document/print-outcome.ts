import type { Surroundings } from '../command.ts'
import { printable } from '../printable.ts'

/** Prints how a command ended: one line for people, or everything as one line of JSON. */
export const printOutcome = (
  outcome: Readonly<Record<string, unknown>>,
  line: string,
  { print, json }: Pick<Surroundings, 'print'> & { readonly json: boolean },
): void => print(json ? JSON.stringify(outcome) : printable(line))
