import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type LineProgram, linePrograms } from '../judges/line-program.ts'
import type { OpensslAuthority } from '../judges/openssl-authority.ts'
import { bringPeers, type SigningJob } from '../peers/peers.ts'
import type { Outcome } from './outcome.ts'
import { ourName } from './run.ts'

/** A signer that is asked for one file after the other. */
export interface RunningSigner {
  readonly name: string
  readonly version: string
  sign(job: SigningJob): Promise<Omit<Outcome, 'output'>>
  close(): void
}

const secondsPerFile = 10

/** Our engine and its peers, each as programs of their own. */
export function openSigners(
  authority: OpensslAuthority,
  workers: number,
  say: (line: string) => void,
): RunningSigner[] {
  const program = fileURLToPath(new URL('sign-with-waarmerk.ts', import.meta.url))
  const { certificate, issuer, key } = authority
  const ours = {
    name: ourName,
    version: commit(),
    command: {
      command: process.execPath,
      arguments: ['--conditions=@waarmerk/source', program, certificate, issuer, key],
    },
  }
  return [ours, ...bringPeers(say)].map(({ name, version, command }) => {
    const programs = linePrograms(workers, { ...command, secondsPerAnswer: secondsPerFile })
    return { name, version, sign: (job) => sign(programs, job), close: programs.close }
  })
}

/** The commit of what is signed with, and whether it was changed since. */
export function commit(): string {
  return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
}

/** What the programs answer; the last two are of the line itself. */
interface Answer {
  readonly signed?: true
  readonly code?: string
  readonly refused?: string
  readonly crashed?: string
  readonly failure?: 'slow' | 'ended'
  readonly error?: string
}

async function sign(programs: LineProgram, job: SigningJob): Promise<Omit<Outcome, 'output'>> {
  const began = performance.now()
  const { signed, code, refused, crashed, failure, error } = (await programs.ask(job)) as Answer
  const milliseconds = Math.round(performance.now() - began)
  if (signed) return { result: 'signed', milliseconds }
  if (failure) return { result: failure === 'slow' ? 'slow' : 'crashed', reason: error ?? '', milliseconds }
  if (crashed !== undefined) return { result: 'crashed', reason: crashed, milliseconds }
  return { result: 'refused', ...(code === undefined ? {} : { code }), reason: refused ?? '', milliseconds }
}
