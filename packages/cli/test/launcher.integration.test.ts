import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const home = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'))

const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: home, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const answer = { status: 0, stdout: `${version}\n`, stderr: '' }

test('node_modules/.bin/waarmerk runs from its bundle, which is made when it is missing or older than a source', () => {
  expect(run(`${home}/../../node_modules/.bin/waarmerk`, '--version')).toEqual(answer)
  const { main, sources } = JSON.parse(readFileSync(`${home}/dist/bundle/manifest.json`, 'utf8'))
  expect(sources).toEqual(expect.arrayContaining(['src/main.ts', 'src/commands/sign.ts', '../pades/src/index.ts']))
  expect(run(process.execPath, `${home}/dist/bundle/${main}`, '--version')).toEqual(answer)
})

test('what a command does not need is not in the files it loads', () => {
  const { main } = JSON.parse(readFileSync(`${home}/dist/bundle/manifest.json`, 'utf8'))
  const loaded = new Set<string>()
  const load = (file: string): void => {
    if (loaded.has(file)) return
    loaded.add(file)
    const text = readFileSync(`${home}/dist/bundle/${file}`, 'utf8')
    for (const [, name] of text.matchAll(/^(?:const|let|var) .*require\("\.\/([^"]+)"\)/gm)) load(name ?? '')
  }
  const start = readFileSync(`${home}/dist/bundle/${main}`, 'utf8')
  load(/require\("\.\/(sign-[^"]+)"\)/.exec(start)?.[1] ?? '')
  expect(loaded.size).toBeGreaterThan(2)
  const text = [...loaded].map((file) => readFileSync(`${home}/dist/bundle/${file}`, 'utf8')).join('')
  expect(text).toContain('// ../pades/src/sign/')
  expect(text).not.toMatch(/node_modules\/(.*\/)?(node-forge|pdf-lib|pkijs|asn1js|zod|@cantoo)\//)
  expect(text).not.toMatch(/require\("node:(http|https|fs\/promises|child_process)"\)/)
})
