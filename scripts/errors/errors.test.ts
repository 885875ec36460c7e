import { readFileSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from '@jest/globals'
import { testFiles } from '../floors/floors.ts'
import { readSources, type SourceFile } from '../floors/source-files.ts'
import { type ErrorCode, errorCodes } from './error-tables.ts'
import { advice, unwritten } from './errors.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let codes: ErrorCode[]
let sources: SourceFile[]
beforeAll(async () => {
  codes = await errorCodes()
  sources = readSources(root).filter(({ path }) => !path.startsWith('scripts/'))
})

const isTest = ({ path }: SourceFile) => testFiles.some((glob) => matchesGlob(path, glob))
/** The same room's tests count, and those of the rooms that use it. */
const named = (files: readonly SourceFile[]) =>
  new Set(files.flatMap(({ text }) => text.match(/\bERR_[A-Z0-9_]+/g) ?? []))

test('every code says what to do, in docs/errors.md', () => {
  const written = advice(readFileSync(`${root}docs/errors.md`, 'utf8'))
  expect(
    codes.filter(({ code }) => !written.get(code) || written.get(code) === unwritten).map(({ code }) => code),
  ).toEqual([])
  const known = new Set(codes.map(({ code }) => code))
  expect([...written.keys()].filter((code) => !known.has(code))).toEqual([])
})

test('every code has a test that names it', () => {
  const tested = named(sources.filter(isTest))
  expect(codes.filter(({ code }) => !tested.has(code)).map(({ code }) => code)).toEqual([])
})

test('every code that is thrown is in a table', () => {
  const thrown = named(sources.filter((file) => !isTest(file) && !/^services\/[^/]+-mock\//.test(file.path)))
  const known = new Set([...codes.map(({ code }) => code), ...nodeCodes])
  expect([...thrown].filter((code) => !known.has(code) && !/_$/.test(code)).sort()).toEqual([])
})

/** Codes of Node.js itself and of libraries that we look at, and the example of the base class. */
const nodeCodes = [
  'ERR_BUFFER_TOO_LARGE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_PARSE_ARGS_UNKNOWN_OPTION',
  'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
  'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
]
