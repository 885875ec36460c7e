import type { Ports } from './house/ports.ts'
import { type House, startEverything } from './house/start-everything.ts'
import { backEndOf, createRequest } from './request/create-request.ts'
import { testPerson } from './request/test-person.ts'
import { passportConsent } from './sample/passport-consent.ts'
import { scenarioS1, testMark } from './sample/scenario-s1.ts'

/** How the demo is started, and where its lines go. */
export interface DemoOptions {
  readonly stateDirectory: string
  readonly reset: boolean
  readonly ports: Ports
  readonly print: (line: string) => void
}

/**
 * The demo: everything in one process, a request of scenario S1 that waits for Anna, and one address to open.
 *
 * @returns the running house; it is the caller's to close
 * @throws DevEnvError those of `startEverything`
 */
export async function startDemo({ print, ...options }: DemoOptions): Promise<House> {
  print(`Waarmerk demo – ${testMark}`)
  const house = await startEverything({ ...options, progress: (line) => print(`  ${line}`) })
  try {
    const { persona, title, statement } = scenarioS1
    const signer = testPerson(persona)
    const pdf = await passportConsent()
    const { url } = await createRequest(backEndOf(house), { pdf, title, signer, statement })
    print(`  a document waits for ${signer.givenName}: ${title}`)
    print('')
    print(`Open this address, log in as ${signer.givenName}, read, and sign. Stop with Ctrl+C.`)
    print('')
    print(`  ${url.href}`)
    print('')
    return house
  } catch (error) {
    await house.close()
    throw error
  }
}
