import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOidcMock } from '../src/index.ts'
import { createRelyingParty } from './relying-party.ts'

/** A running double, a clock to turn, and two relying parties. */
export async function startWorld() {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'oidc-mock-'))
  let milliseconds = Date.parse('2026-11-23T10:00:00.250Z')
  const now = () => new Date(milliseconds)
  const signing = await createRelyingParty('signing', 'http://localhost:4000/signing/callback', now)
  const login = await createRelyingParty('login', 'http://localhost:4000/callback', now)
  const op = await startOidcMock({
    host: '127.0.0.1',
    port: 0,
    stateDirectory,
    clients: [signing.registration, login.registration],
    environment: 'test',
    now,
  })
  signing.use(op.url)
  login.use(op.url)
  return {
    op,
    signing,
    login,
    now,
    pass: (seconds: number) => {
      milliseconds += seconds * 1000
    },
    async close() {
      await op.close()
      await rm(stateDirectory, { recursive: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>
