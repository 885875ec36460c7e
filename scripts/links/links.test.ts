import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { relativeLinks } from './relative-links.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pages = ['*.md', 'docs/**/*.md', 'packages/*/README.md', 'services/*/README.md', 'scripts/README.md']

test('links of pages and pictures are found; addresses, places within the page and code are none', () => {
  const text =
    '[a](one.md) ![b](docs/two.png "Two") [c](three.md#part) <img src="four.svg"> [d](https://example.org) [e](#here)\n' +
    '`[f](five.md)`\n```\n[g](six.md)\n```\n'
  expect(relativeLinks(text)).toEqual(['one.md', 'docs/two.png', 'three.md', 'four.svg'])
})

test('every relative link of a page leads to a file that is there', () => {
  const links = globSync(pages, { cwd: root }).flatMap((page) =>
    relativeLinks(readFileSync(join(root, page), 'utf8')).map((link) => ({ page, link })),
  )
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(({ page, link }) => !existsSync(join(root, dirname(page), link)))).toEqual([])
})
