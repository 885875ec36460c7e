import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { openDatabase } from '../src/index.ts'

let root: string
let directory: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waarmerk-db-'))
  directory = join(root, 'nested', 'db')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const count = `select count(*)::int as n from kept`

test('an embedded database keeps its rows in its directory and shuts a second opener out', async () => {
  const first = await openDatabase({ provider: 'pglite', directory, schema: 'signing' })
  await sql`create table kept (n int)`.execute(first.db)
  await sql`insert into kept values (1)`.execute(first.db)
  await expect(openDatabase({ provider: 'pglite', directory })).rejects.toMatchObject({
    code: 'ERR_STORAGE_DATABASE_LOCKED',
  })
  await first.close()
  const second = await openDatabase({ provider: 'pglite', directory, schema: 'signing' })
  expect((await sql.raw(count).execute(second.db)).rows).toEqual([{ n: 1 }])
  await second.close()
  expect(readdirSync(`${directory}.lock`)).toEqual([])
})

test('after a SIGKILL the directory opens again with every committed row', async () => {
  const program = `
    import { sql } from 'kysely'
    import { openDatabase } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}
    const { db } = await openDatabase({ provider: 'pglite', directory: ${JSON.stringify(directory)} })
    await sql\`create table kept (n int)\`.execute(db)
    for (let n = 0; ; n += 1) {
      await sql\`insert into kept values (\${n})\`.execute(db)
      process.stdout.write(n + '\\n')
    }`
  const flags = ['--conditions=@waarmerk/source', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, flags, {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  const ended = once(child, 'exit')
  for await (const text of child.stdout) {
    told += String(text)
    if (told.split('\n').length > 50) child.kill('SIGKILL')
  }
  await ended
  const committed = told.split('\n').length - 1
  const { db, close } = await openDatabase({ provider: 'pglite', directory })
  const [row] = (await sql.raw<{ n: number }>(count).execute(db)).rows
  await close()
  expect(row?.n).toBeGreaterThanOrEqual(committed)
})

test('a directory that is no database is refused and not left locked', async () => {
  const file = new URL(import.meta.url).pathname
  await expect(openDatabase({ provider: 'pglite', directory: join(file, 'below-a-file') })).rejects.toThrow()
  await expect(openDatabase({ provider: 'pglite', template: new Blob(['rubbish']), directory })).rejects.toMatchObject({
    code: 'ERR_STORAGE_DATABASE_UNAVAILABLE',
  })
  expect(readdirSync(`${directory}.lock`)).toEqual([])
})

test('a server that does not answer is named as unavailable, without its address or password', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await setTimeout(10)
  const address = closed.address()
  const port = typeof address === 'object' && address ? address.port : 1
  closed.close()
  const url = `postgres://someone:s3cret@127.0.0.1:${port}/nothing`
  const error: unknown = await openDatabase({ provider: 'postgres', url, schema: 'signing' }).catch((thrown) => thrown)
  expect(error).toMatchObject({ code: 'ERR_STORAGE_DATABASE_UNAVAILABLE', kind: 'upstream' })
  expect(String(error)).not.toContain('s3cret')
})

test('a schema is a plain name, never SQL', async () => {
  for (const schema of ['', 'a"; drop schema public; --', 'Upper', '-c', 'x'.repeat(64)]) {
    await expect(openDatabase({ provider: 'pglite', schema })).rejects.toThrow(TypeError)
  }
})
